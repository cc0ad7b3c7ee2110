package dev.gradparity.comparison.claims;

import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.npz.NpzArchive;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads data, parameters and claims from an archive. All names and shapes are checked against the
 * network before any element is read.
 */
public final class ClaimsReader {

  private final NpzArchive archive;
  private final NetworkSpec spec;
  private final Map<String, TensorName> claims = new LinkedHashMap<>();
  private int n;

  private ClaimsReader(NpzArchive archive, NetworkSpec spec) {
    this.archive = archive;
    this.spec = spec;
  }

  /**
   * What an archive claims about this network.
   *
   * @throws InvalidInputException naming archive, array and remedy, if it is of no use
   */
  public static Claims read(Path file, NetworkSpec spec) {
    try (NpzArchive archive = NpzArchive.open(file)) {
      return new ClaimsReader(archive, spec).read();
    }
  }

  private Claims read() {
    checkNames();
    checkShapes();
    double[] x = features();
    double[] y = LabelReader.read(archive, spec, n, given("y"));
    Examples batch = new Examples(n, x, y, labelMask());
    String who = UserText.oneLine(UserText.excerpt(archive.file().getFileName().toString()));
    return new Claims(Claim.of(who, spec, parameters(), batch, observed()), hints());
  }

  private void checkNames() {
    ArrayNames names = new ArrayNames(spec);
    for (String name : archive.names()) {
      if (ArrayNames.DATA.contains(name)) {
        continue;
      }
      TensorName tensor =
          names
              .find(name)
              .orElseThrow(
                  () -> archive.complaint(name, "is an unknown name; " + names.remedy(name)));
      requireExisting(name, tensor);
      if (!isParameter(tensor)) {
        claims.put(name, tensor);
      }
    }
    require("x", "add the examples, one per row");
    require("y", "add the labels, one row per example");
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        require(kind.symbol() + l, remedy(kind).formatted(l));
      }
    }
    if (claims.isEmpty()) {
      throw new InvalidInputException(
          archive.file() + ": claims nothing; add what you computed, such as loss, dW1 or W1@1");
    }
  }

  private static String remedy(ParameterKind kind) {
    return switch (kind) {
      case WEIGHTS -> "add the weights of layer %d, (fan-in, fan-out)";
      case BIAS -> "add the bias of layer %d; zeros, if it has none";
      case GAIN -> "add the gain of the layer norm of layer %d";
      case GAMMA -> "add gamma of layer %d, one for each column";
      case BETA -> "add beta of layer %d, one for each column";
      case MEAN -> "add the running mean of layer %d, one for each column";
      case VARIANCE -> "add the running variance of layer %d, one for each column";
    };
  }

  /** The zeros of a bias that a layer does without may be given, and nothing else of it. */
  private void requireExisting(String name, TensorName tensor) {
    Optional<ParameterKind> kind =
        tensor.step() > 0 ? tensor.parameter() : tensor.quantity().gradientBy();
    if (kind.isPresent() && !spec.layer(tensor.layer()).parameters().contains(kind.get())) {
      throw archive.complaint(
          name, "layer %d has no bias in the spec; leave it out".formatted(tensor.layer()));
    }
  }

  private static boolean isParameter(TensorName name) {
    return name.step() == 0 && name.quantity().parameter().isPresent();
  }

  private void require(String name, String remedy) {
    if (!archive.names().contains(name)) {
      throw archive.complaint(name, "is missing; " + remedy);
    }
  }

  private void checkShapes() {
    n = rows(archive.header("x").shape());
    if (n % spec.timeSteps() != 0) {
      throw archive.complaint(
          "x",
          "has %d rows, which are not whole sequences of %d time steps; change the array or the spec"
              .formatted(n, spec.timeSteps()));
    }
    check("x", ExpectedShape.input(spec, n));
    if (!LabelReader.areClasses(archive, spec, n)) {
      check("y", ExpectedShape.rows(spec, n, spec.outputSize()));
    }
    if (isMasked()) {
      check(ArrayNames.LABEL_MASK, maskShape());
    }
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        TensorName name = TensorName.of(Quantity.of(kind), l);
        check(name.toString(), ExpectedShape.of(name, spec, n));
      }
    }
    claims.forEach((name, tensor) -> check(name, ExpectedShape.of(tensor, spec, n)));
  }

  private boolean isMasked() {
    return archive.names().contains(ArrayNames.LABEL_MASK);
  }

  /** One column, or one for each output where the loss can do without some. */
  private ExpectedShape maskShape() {
    boolean isOfOutputs =
        ExpectedShape.rows(spec, n, spec.outputSize())
                .accepts(archive.header(ArrayNames.LABEL_MASK).shape())
            && spec.loss().kind().takesMaskOfOutputs();
    return ExpectedShape.rows(spec, n, isOfOutputs ? spec.outputSize() : 1);
  }

  private double[] labelMask() {
    double[] mask = isMasked() ? archive.values(ArrayNames.LABEL_MASK) : new double[0];
    for (double m : mask) {
      if (m != 0 && m != 1) {
        throw archive.complaint(
            ArrayNames.LABEL_MASK,
            "holds %s; give 1 for labels that count and 0 for others".formatted(m));
      }
    }
    return mask;
  }

  /** The number of rows; so few that an array can hold what any layer makes of them. */
  private int rows(Shape x) {
    long rows = rowsOf(x);
    long widest = spec.inputSize();
    for (int l = 1; l <= spec.depth(); l++) {
      widest = Math.max(widest, spec.fanOut(l));
    }
    if (rows > Integer.MAX_VALUE / widest) {
      throw archive.complaint(
          "x",
          "has %d rows of up to %d columns, more numbers than an array can hold; check fewer"
              .formatted(rows, widest));
    }
    return (int) rows;
  }

  /** Of columns, where the shape shows that examples were put into columns. */
  private long rowsOf(Shape x) {
    int d = spec.inputSize();
    if (spec.hasSequences() && hasAxisOfSteps(x)) {
      return (long) x.extents().get(0) * spec.timeSteps();
    }
    boolean inColumns = x.rank() == 2 && x.extents().get(0) == d && x.extents().get(1) != d;
    return x.rank() == 0 ? 1 : x.extents().get(inColumns ? 1 : 0);
  }

  /** A single feature may go without its axis. */
  private boolean hasAxisOfSteps(Shape x) {
    boolean isBare =
        spec.inputSize() == 1 && x.rank() == 2 && x.extents().get(1) == spec.timeSteps();
    return x.rank() == 3 || isBare;
  }

  private void check(String name, ExpectedShape expected) {
    Shape given = archive.header(name).shape();
    if (!expected.accepts(given)) {
      throw archive.complaint(name, expected.complaint(name, given));
    }
  }

  private ParameterValues parameters() {
    return ParameterValues.of(
        spec,
        (l, kind) -> {
          double[] values = given(kind.symbol() + l);
          if (!spec.layer(l).parameters().contains(kind)
              && Arrays.stream(values).anyMatch(v -> v != 0)) {
            throw archive.complaint(
                kind.symbol() + l, "layer %d has no bias in the spec; give zeros".formatted(l));
          }
          return values;
        });
  }

  /** The elements of x; of an embedding they are the numbers of its rows. */
  private double[] features() {
    double[] x = given("x");
    if (spec.layer(1).form() instanceof LayerForm.Embedding embedding) {
      for (int k = 0; k < x.length; k++) {
        if (x[k] != Math.rint(x[k]) || x[k] < 0 || x[k] >= embedding.inputs()) {
          throw archive.complaint(
              "x",
              "holds %s at %s, which is no row of the embedding; give whole numbers from 0 to %d"
                  .formatted(x[k], archive.header("x").shape().indexOf(k), embedding.inputs() - 1));
        }
      }
    }
    return x;
  }

  /** Elements of data or parameters, which the network's format must hold as they are. */
  private double[] given(String name) {
    double[] values = archive.values(name);
    DType dtype = spec.dtype();
    for (int k = 0; k < values.length; k++) {
      if (!Double.isFinite(values[k])) {
        throw archive.complaint(
            name,
            "holds %s at %s, and nothing could be judged by it; give finite numbers"
                .formatted(values[k], archive.header(name).shape().indexOf(k)));
      }
      if (dtype.round(values[k]) != values[k]) {
        throw archive.complaint(
            name,
            "holds %s at %s, which is no %s; round it before you compute, or change the spec's dtype"
                .formatted(values[k], archive.header(name).shape().indexOf(k), dtype.specName()));
      }
    }
    return values;
  }

  private List<ObservedTensor> observed() {
    List<ObservedTensor> tensors = new ArrayList<>();
    claims.forEach(
        (name, tensor) -> {
          Shape shape = ExpectedShape.of(tensor, spec, n).shape();
          tensors.add(new ObservedTensor(tensor, shape, archive.values(name)));
        });
    return tensors;
  }

  private List<String> hints() {
    List<String> coarse =
        claims.keySet().stream()
            .filter(name -> archive.header(name).type().isCoarserThan(spec.dtype()))
            .toList();
    if (coarse.isEmpty()) {
      return List.of();
    }
    String first = coarse.get(0);
    String more = coarse.size() > 1 ? " and %d more".formatted(coarse.size() - 1) : "";
    String type = archive.header(first).type().numpyName();
    String dtype = spec.dtype().specName();
    return List.of(
        "%s: %s%s: computed in %s, which need not meet the bounds of %s; compute in %s, or give the"
                .formatted(archive.file(), first, more, type, dtype, dtype)
            + " spec the dtype that you computed in");
  }
}
