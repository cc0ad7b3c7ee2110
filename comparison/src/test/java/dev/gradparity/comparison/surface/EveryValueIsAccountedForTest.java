package dev.gradparity.comparison.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.spec.WeightInit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Every value that Deeplearning4j has is in a registry, or listed here with a reason: one that an
 * upgrade adds fails by its name.
 */
class EveryValueIsAccountedForTest {

  private static void assertAccountedFor(Stream<String> values, Collection<String> here) {
    Set<String> unknown = new TreeSet<>(values.map(v -> v.toLowerCase(Locale.ROOT)).toList());
    unknown.removeAll(here.stream().map(v -> v.toLowerCase(Locale.ROOT)).toList());
    assertEquals(Set.of(), unknown);
  }

  /** The classes of a package that can be made and implement an interface, by their short names. */
  private static Stream<String> classes(String packageName, Class<?> type, String suffix) {
    List<String> names =
        new ClassFileImporter()
            .importPackages(packageName).stream()
                .filter(c -> c.getPackageName().equals(packageName) && c.isTopLevelClass())
                .filter(c -> c.isAssignableTo(type) && !c.isInterface())
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .map(name -> name.replace(suffix, ""))
                .toList();
    assertEquals(false, names.isEmpty(), packageName);
    return names.stream();
  }

  @Test
  void everyActivation() {
    assertAccountedFor(
        Arrays.stream(Activation.values()).map(Enum::name), Named.names(ActivationKind.class));
  }

  @Test
  void everyLoss() {
    assertAccountedFor(
        Arrays.stream(LossFunction.values()).map(Enum::name), Named.names(LossKind.class));
  }

  @Test
  void everyUpdater() {
    assertAccountedFor(
        classes("org.nd4j.linalg.learning.config", IUpdater.class, " "),
        UpdaterSpec.defaults().stream().map(UpdaterSpec::specName).toList());
  }

  @Test
  void everySchedule() {
    assertAccountedFor(
        classes("org.nd4j.linalg.schedule", ISchedule.class, "Schedule"),
        Schedule.examples().stream().map(Schedule::specName).toList());
  }

  @Test
  void everyGradientNormalisation() {
    assertAccountedFor(
        Arrays.stream(GradientNormalization.values()).map(Enum::name),
        Named.names(GradientNormalisation.Kind.class));
  }

  /** DISTRIBUTION is one of {@link Distribution}. */
  @Test
  void everyInitialiser() {
    Set<String> here = new TreeSet<>(Named.names(WeightInit.class));
    here.add("distribution");
    assertAccountedFor(
        Arrays.stream(org.deeplearning4j.nn.weights.WeightInit.values()).map(Enum::name), here);
  }

  /** SUPPLIED takes an array that is there already. */
  @Test
  void everyInitialiserOfNd4j() {
    Set<String> here = new TreeSet<>(Named.names(WeightInit.class));
    here.addAll(Set.of("distribution", "supplied"));
    assertAccountedFor(
        Arrays.stream(org.nd4j.weightinit.WeightInit.values()).map(Enum::name), here);
  }

  /** Its Gaussian is its old name of the normal one. */
  @Test
  void everyDistributionOfInitialWeights() {
    Set<String> here = new TreeSet<>(Set.of("gaussian"));
    Distribution.examples().forEach(example -> here.add(example.specName()));
    assertAccountedFor(
        classes(
            "org.deeplearning4j.nn.conf.distribution",
            org.deeplearning4j.nn.conf.distribution.Distribution.class,
            "Distribution"),
        here);
  }
}
