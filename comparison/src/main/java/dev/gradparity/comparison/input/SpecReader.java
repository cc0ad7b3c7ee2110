package dev.gradparity.comparison.input;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.data.DataSpec;
import dev.gradparity.comparison.data.Table;
import dev.gradparity.comparison.data.TableReader;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a network and its data from a JSON file. */
public final class SpecReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final Pattern ADVICE_TO_CALLERS =
      Pattern.compile(
          ": enable `[^`]*` to allow.*|, from `[^`]*`| \\(not recognized as one since Feature.*"
              + "| \\((start marker|for \\w+ starting) at \\[Source.*");

  private static final int DEFAULT_BATCH = 32;
  private static final long DEFAULT_SEED = 42;

  private static final List<String> DATA =
      List.of("file", "batch", "standardize", "standardizeTarget", "labelMask");

  private final Path file;

  private SpecReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a specification file and the table that it names.
   *
   * @throws InvalidInputException naming the place and the remedy, if either is of no use
   */
  public static SpecFile read(Path file) {
    return new SpecReader(file).read();
  }

  /**
   * Reads the network of a specification file. What the file says of data, if anything, stands for
   * another occasion.
   *
   * @throws InvalidInputException naming the place and the remedy, if the file is of no use
   */
  public static NetworkSpec readNetwork(Path file) {
    SpecReader reader = new SpecReader(file);
    return reader.checkedNetwork(reader.root());
  }

  /**
   * Reads of a specification file which labels of its data a mask says to count, and nothing of the
   * data themselves: all labels where the file says nothing of data.
   *
   * @throws InvalidInputException naming the place and the remedy, if the file is of no use
   */
  public static DataSpec.LabelMask readLabelMask(Path file) {
    JsonPlace root = new SpecReader(file).root();
    return root.has("data")
        ? labelMask(root.get("data").requireObject(DATA))
        : DataSpec.LabelMask.NONE;
  }

  private SpecFile read() {
    JsonPlace root = root();
    NetworkSpec network = checkedNetwork(root);
    JsonPlace data =
        root.required("data", "name a table, such as {\"file\": \"iris.csv\", \"batch\": 32}")
            .requireObject(DATA);
    return new SpecFile(network, table(data), dataSpec(data));
  }

  private JsonPlace root() {
    return new JsonPlace(file.toString(), "", parse())
        .requireObject(
            SettingsReader.withNetworkKeys(
                "name",
                "dtype",
                "input",
                "timeSteps",
                "layers",
                "loss",
                "reduction",
                "data",
                "seed"));
  }

  private NetworkSpec checkedNetwork(JsonPlace root) {
    try {
      return network(root);
    } catch (InvalidSpecException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    }
  }

  private JsonNode parse() {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      if (json.isBlank()) {
        throw new InvalidInputException(file + ": is empty; give a spec in JSON");
      }
      return MAPPER.readTree(json);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          file + ": there is no such file; give the path of a spec in JSON", e);
    } catch (JacksonException e) {
      throw new InvalidInputException(
          "%s%s: is not JSON (%s)".formatted(file, place(e.getLocation()), reason(e)), e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be read as a spec in JSON (%s)".formatted(file, UserText.reason(e)), e);
    }
  }

  private static String place(TokenStreamLocation location) {
    return location == null
        ? ""
        : ", line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** The parser's reason without its advice to those who call it from Java. */
  private static String reason(JacksonException e) {
    return e instanceof MismatchedInputException
        ? "there is text after the end of the value"
        : ADVICE_TO_CALLERS.matcher(e.getOriginalMessage()).replaceAll("");
  }

  private NetworkSpec network(JsonPlace root) {
    SettingsReader settings = new SettingsReader(root);
    Shape input =
        shape(root.required("input", "give the number of features, or a shape such as [1, 8, 8]"));
    return new NetworkSpec(
        root.has("name") ? root.get("name").text() : file.getFileName().toString(),
        root.has("dtype") ? root.get("dtype").constant(DType.class, "dtype") : DType.FLOAT64,
        input,
        root.has("timeSteps") ? root.get("timeSteps").atLeastOne() : 1,
        new LayerReader(settings).layers(root.required("layers", "list at least one layer"), input),
        loss(root.required("loss", "choose one of " + names(LossKind.class))),
        root.has("reduction")
            ? root.get("reduction").constant(Reduction.class, "reduction")
            : Reduction.MEAN,
        root.has("updater") ? UpdaterReader.read(root.get("updater")) : new UpdaterSpec.Sgd(0.1),
        settings.regularisation(),
        root.has("seed") ? root.get("seed").longInteger() : DEFAULT_SEED);
  }

  private static Shape shape(JsonPlace input) {
    if (!input.node().isArray()) {
      return Shape.of(input.atLeastOne());
    }
    int[] extents = input.elements("extents").stream().mapToInt(JsonPlace::atLeastOne).toArray();
    try {
      return Shape.of(extents);
    } catch (IllegalArgumentException e) {
      throw input.complaint(e.getMessage());
    }
  }

  /** A name, or an object with a name and settings. */
  private static LossSpec loss(JsonPlace loss) {
    if (!loss.node().isObject()) {
      return LossSpec.of(loss.constant(LossKind.class, "loss"));
    }
    LossKind kind =
        loss.requireObject(List.of("name", "weights", "clip"))
            .required("name", "choose one of " + names(LossKind.class))
            .constant(LossKind.class, "loss");
    List<Double> weights =
        loss.has("weights")
            ? loss.get("weights").elements("weights").stream().map(JsonPlace::number).toList()
            : List.of();
    try {
      return new LossSpec(kind, weights, number(loss, "clip", 0));
    } catch (InvalidSpecException e) {
      throw e.within("loss");
    }
  }

  private static double number(JsonPlace object, String key, double otherwise) {
    return object.has(key) ? object.get(key).number() : otherwise;
  }

  private static DataSpec dataSpec(JsonPlace data) {
    return new DataSpec(
        data.has("standardize") && data.get("standardize").bool(),
        data.has("standardizeTarget") && data.get("standardizeTarget").bool(),
        data.has("batch") ? data.get("batch").atLeastOne() : DEFAULT_BATCH,
        labelMask(data));
  }

  private static DataSpec.LabelMask labelMask(JsonPlace data) {
    return data.has("labelMask")
        ? data.get("labelMask").constant(DataSpec.LabelMask.class, "label mask")
        : DataSpec.LabelMask.NONE;
  }

  /** A file beside the specification, or a shipped table where there is no such file. */
  private Table table(JsonPlace data) {
    JsonPlace name = data.required("file", "name a table of comma-separated numbers");
    Path path;
    try {
      path = file.toAbsolutePath().resolveSibling(name.text());
    } catch (InvalidPathException e) {
      throw name.complaint("\"" + name.text() + "\" cannot be a file name");
    }
    if (!Files.exists(path) && TableReader.shipped().contains(name.text())) {
      return TableReader.readShipped(name.text());
    }
    return TableReader.read(path);
  }

  private static <E extends Enum<E> & Named> String names(Class<E> type) {
    return String.join(", ", Named.names(type));
  }
}
