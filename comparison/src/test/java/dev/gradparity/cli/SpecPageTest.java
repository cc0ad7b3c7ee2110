package dev.gradparity.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.data.TableReader;
import dev.gradparity.comparison.input.SpecFile;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on specifications tells of all that the reader takes. */
class SpecPageTest {

  private static final Path DOCS = Path.of("..", "docs");

  private static String page() throws IOException {
    return Files.readString(DOCS.resolve("spec.md"));
  }

  /** The part of the page below a heading. */
  private static String section(String heading) throws IOException {
    String page = page();
    int from = page.indexOf("\n## " + heading + "\n");
    assertTrue(from >= 0, heading);
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  /** The row of a table that begins with this name, alone or among others. */
  private static String row(String section, String name) {
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .filter(line -> line.substring(0, line.indexOf(" | ")).contains("`" + name + "`"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + name));
  }

  /** As people write it: 1e-8 and 1 for 1.0E-8 and 1.0. */
  private static String text(double value) {
    return String.valueOf(value).replace(".0E", "e").replaceAll("\\.0$", "");
  }

  @Test
  void theExampleIsValid(@TempDir Path folder) throws IOException {
    Matcher json = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page());
    assertTrue(json.find());
    SpecFile spec = SpecReader.read(Files.writeString(folder.resolve("wine.json"), json.group(1)));
    assertEquals(3, spec.network().depth());
    assertEquals(DType.FLOAT32, spec.network().dtype());
  }

  @Test
  void everyNameOfASpecificationIsOnThePage() throws IOException {
    String page = page();
    for (List<String> names :
        List.of(
            Named.names(DType.class),
            Named.names(Reduction.class),
            Named.names(WeightInit.class),
            Named.names(GradientNormalisation.Kind.class),
            Named.names(Constraint.Target.class),
            Named.names(Constraint.Axis.class),
            LayerForm.NAMES,
            TableReader.shipped())) {
      names.forEach(name -> assertTrue(page.contains("`" + name + "`"), name));
    }
    String losses = Files.readString(DOCS.resolve("losses.md"));
    Named.names(LossKind.class).forEach(name -> row(losses, name));
  }

  @Test
  void everyActivationHasItsParameters() throws IOException {
    String section = section("Activations");
    for (ActivationKind kind : ActivationKind.values()) {
      String row = row(section, kind.specName());
      for (ActivationKind.Parameter parameter : kind.parameters()) {
        assertTrue(row.contains("`" + parameter.name() + "` "), row);
      }
    }
  }

  @Test
  void everyUpdaterHasItsKeysAndDefaults() throws IOException {
    String section = section("Updaters");
    for (UpdaterSpec updater : UpdaterSpec.defaults()) {
      String row = row(section, updater.specName());
      String keys = row.contains("as `adam`") ? row + row(section, "adam") : row;
      for (RecordComponent component : updater.getClass().getRecordComponents()) {
        String key = "`" + component.getName() + "` ";
        // The row's own default stands before that of the row that it refers to.
        int at = keys.indexOf(key);
        assertTrue(at >= 0, row);
        String written = keys.substring(at + key.length());
        assertTrue(written.startsWith(defaultOf(updater, component)), row);
      }
    }
  }

  private static String defaultOf(UpdaterSpec updater, RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(updater);
      return text(value instanceof Schedule schedule ? schedule.constant() : (double) value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void everyScheduleAndDistributionHasItsKeys() throws IOException {
    for (Schedule schedule : Schedule.examples()) {
      requireKeys(row(section("Updaters"), schedule.specName()), schedule);
    }
    for (Distribution distribution : Distribution.examples()) {
      String section = section("First weights");
      String table = section.substring(section.indexOf("| `distribution` |"));
      requireKeys(row(table, distribution.specName()), distribution);
    }
  }

  private static void requireKeys(String row, Object record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = component.getName();
      assertTrue(name.equals("scheduleType") || row.contains("`" + name + "`"), row);
    }
  }

  @Test
  void everyKeyOfABatchNormalisationHasItsDefault() throws IOException {
    String row = row(section("Layers"), "batchnorm");
    LayerForm.BatchNorm preset = LayerForm.BatchNorm.PRESET;
    assertTrue(row.contains("`decay` " + text(preset.decay())), row);
    assertTrue(row.contains("`eps` " + text(preset.eps())), row);
    assertTrue(row.contains("`gamma` " + text(preset.gamma())), row);
    assertTrue(row.contains("`beta` " + text(preset.beta())), row);
  }
}
