package dev.gradparity.testkit;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Origin;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.UpdaterState;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.claims.Claim;
import dev.gradparity.comparison.claims.ExpectedShape;
import dev.gradparity.comparison.report.TerminalReport;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Help.Ansi;

/** A network written by hand that has got its case. */
public final class CaseAssert {

  private static final Kernels KERNELS = Kernels.scalar();

  private final HandWritten network;
  private final NetworkSpec spec;
  private final ParameterValues parameters;
  private final Examples batch;
  private final Optional<UpdaterState> before;

  private CaseAssert(
      HandWritten network,
      NetworkSpec spec,
      ParameterValues parameters,
      Examples batch,
      Optional<UpdaterState> before) {
    this.network = network;
    this.spec = spec;
    this.parameters = parameters;
    this.batch = batch;
    this.before = before;
  }

  CaseAssert(HandWritten network, NetworkSpec spec, ParameterValues parameters, Examples batch) {
    this(network, spec, parameters, batch, Optional.empty());
  }

  /**
   * The same case from parameters of your own, layer by layer.
   *
   * @param weights of each layer, (fan-in, fan-out); anything for a layer that has none
   * @param biases of each layer, (fan-out); likewise
   * @throws IllegalArgumentException if they do not fit the spec, or a layer has more than both
   */
  public CaseAssert from(List<double[][]> weights, List<double[]> biases) {
    if (weights.size() != spec.depth() || biases.size() != spec.depth()) {
      throw new IllegalArgumentException(
          "the spec has %d layers; got %d weights and %d biases"
              .formatted(spec.depth(), weights.size(), biases.size()));
    }
    ParameterValues values =
        ParameterValues.filled(
            spec,
            (l, kind) -> {
              double[][] rows =
                  switch (kind) {
                    case WEIGHTS -> weights.get(l - 1);
                    case BIAS -> new double[][] {biases.get(l - 1)};
                    default ->
                        throw new IllegalArgumentException(
                            "layer %d has %s beside W and b: give all parameters by their names"
                                .formatted(l, kind.symbol() + l));
                  };
              return rounded(
                  Rows.flat(kind.symbol() + l, rows, spec.rows(l, kind), spec.columns(l, kind)));
            });
    return new CaseAssert(network, spec, values, batch, before);
  }

  /**
   * The same case from parameters of your own, by their names in reports and array files.
   *
   * @param parameters such as W1, (fan-in, fan-out), and b1, g1, gamma2, beta2, mean2, var2, one
   *     row each; each that the spec has, and no other
   * @throws IllegalArgumentException if they do not fit the spec
   */
  public CaseAssert from(Map<String, double[][]> parameters) {
    Set<String> left = new TreeSet<>(parameters.keySet());
    ParameterValues values =
        ParameterValues.filled(
            spec,
            (l, kind) -> {
              String name = kind.symbol() + l;
              if (!left.remove(name)) {
                throw new IllegalArgumentException("the parameter " + name + " is missing");
              }
              double[][] rows = parameters.get(name);
              return rounded(Rows.flat(name, rows, spec.rows(l, kind), spec.columns(l, kind)));
            });
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("the spec has no parameter " + left.iterator().next());
    }
    return new CaseAssert(network, spec, values, batch, before);
  }

  /**
   * The same case whose training steps go on where another training stopped: they count from 1, and
   * schedules, bias corrections and dropout from there.
   *
   * @param iterations the steps made
   * @param epochs the epochs gone through
   * @param memory what the updaters remember, such as W1.m and W1.v of Adam, in the shape of W1
   * @throws IllegalArgumentException if they do not fit the spec
   */
  public CaseAssert after(int iterations, int epochs, Map<String, double[][]> memory) {
    PerParameter<List<double[]>> all =
        PerParameter.of(
            spec,
            (l, kind) ->
                TensorName.states(spec, l, kind).stream()
                    .map(name -> remembered(l, kind, name.toString(), memory))
                    .toList());
    UpdaterState state = new UpdaterState(all, iterations, epochs);
    return new CaseAssert(network, spec, parameters, batch, Optional.of(state));
  }

  private double[] remembered(
      int l, ParameterKind kind, String array, Map<String, double[][]> memory) {
    if (!memory.containsKey(array)) {
      throw new IllegalArgumentException("the updater remembers " + array + ", which is missing");
    }
    double[][] rows = memory.get(array);
    return rounded(Rows.flat(array, rows, spec.rows(l, kind), spec.columns(l, kind)));
  }

  private double[] rounded(double[] values) {
    for (int k = 0; k < values.length; k++) {
      values[k] = spec.dtype().round(values[k]);
    }
    return values;
  }

  /**
   * Asserts that all that was computed is what Deeplearning4j computes, to within what rounding
   * allows.
   *
   * @throws AssertionError saying which tensor is wrong first, by how much, and why
   */
  public CaseAssert matchDl4j() {
    return match(new Dl4jSubject());
  }

  /**
   * Asserts that all that was computed is what from-scratch computes, to within what rounding
   * allows; needs no native library.
   *
   * @throws AssertionError saying which tensor is wrong first, by how much, and why
   */
  public CaseAssert matchFromScratch() {
    return match(new FromScratchSubject(KERNELS));
  }

  /**
   * Asserts that all of this network is what from-scratch computes, and that its twin, which was
   * built with Deeplearning4j, computes the same: to within what rounding allows, or with the
   * differences from mathematics that the library is registered to have.
   *
   * @param inDl4j shows what it can; what both show is judged
   * @throws AssertionError saying which tensor is wrong first, by how much, and why
   */
  public CaseAssert matchTwin(HandWritten inDl4j) {
    matchFromScratch();
    List<Claim> ofPlain = claims("plain", network);
    List<Claim> ofTwin = claims("dl4j", inDl4j);
    List<Comparison> comparisons = new ArrayList<>();
    for (int k = 0; k < Math.min(ofPlain.size(), ofTwin.size()); k++) {
      Subject plain = new Twin(ofPlain.get(k), Origin.FROM_SCRATCH);
      Subject twin = new Twin(ofTwin.get(k), Origin.DEEPLEARNING4J);
      // Without the arbiter's word on matches, which knows no registered deviation: one may lie
      // within the bound of two sides and beyond that of one.
      comparisons.add(new Trial(plain, twin, ofPlain.get(k).task()).explain());
    }
    requirePass(comparisons);
    return this;
  }

  /**
   * One of two networks that compute the same case.
   *
   * @param origin where its arithmetic comes from, for the register of deviations
   */
  private record Twin(Claim claim, Origin origin) implements Subject {

    @Override
    public String name() {
      return claim.tensors().subject();
    }

    @Override
    public Observation observe(Case task) {
      return claim.tensors();
    }
  }

  private List<Claim> claims(String who, HandWritten shown) {
    Computed computed = shown.compute(new Given(spec, parameters, batch));
    return Claim.of(who, spec, parameters, batch, before, tensors(computed));
  }

  private CaseAssert match(Subject reference) {
    requirePass(comparisons(reference));
    return this;
  }

  private static void requirePass(List<Comparison> comparisons) {
    Run run = new Run(Map.of(), comparisons);
    if (run.verdict() == Verdict.MISMATCH || run.verdict() == Verdict.VACUOUS) {
      throw new AssertionError(new TerminalReport(Ansi.OFF).problems(run).strip());
    }
  }

  /** All that the judge found beside Deeplearning4j, for who looks closer than an assertion. */
  public List<Comparison> comparisonsWithDl4j() {
    return comparisons(new Dl4jSubject());
  }

  private List<Comparison> comparisons(Subject reference) {
    Computed computed = network.compute(new Given(spec, parameters, batch));
    List<ObservedTensor> tensors = tensors(computed);
    List<Comparison> comparisons =
        Claim.of("computed", spec, parameters, batch, before, tensors).stream()
            .map(claim -> new Trial(reference, claim.subject(), claim.task()).judge())
            .toList();
    List<TensorName> judged =
        comparisons.stream()
            .flatMap(comparison -> comparison.tensors().stream())
            .map(TensorJudgement::name)
            .toList();
    for (ObservedTensor tensor : tensors) {
      if (!judged.contains(tensor.name())) {
        throw new IllegalArgumentException(
            "%s does not show %s: leave it out".formatted(reference.name(), tensor.name()));
      }
    }
    return comparisons;
  }

  private List<ObservedTensor> tensors(Computed computed) {
    if (computed.arrays().isEmpty()) {
      throw new IllegalArgumentException("nothing was computed: give loss, dW, db or another");
    }
    List<ObservedTensor> tensors = new ArrayList<>();
    computed
        .arrays()
        .forEach(
            (name, rows) -> {
              requireLayer(name);
              Shape shape = ExpectedShape.of(name, spec, batch.count()).shape();
              int count = shape.rank() < 2 ? 1 : shape.extents().get(0);
              double[] values = Rows.flat(name.toString(), rows, count, shape.size() / count);
              tensors.add(new ObservedTensor(name, shape, values));
            });
    return tensors;
  }

  private void requireLayer(TensorName name) {
    boolean isOfLayer =
        switch (name.quantity()) {
          case LOSS, D_INPUT, BATCH_SIZE -> false;
          default -> true;
        };
    if (isOfLayer && (name.layer() < 1 || name.layer() > spec.depth())) {
      String shown = name.layer() > 0 ? name.toString() : name.quantity().symbol() + name.layer();
      throw new IllegalArgumentException(
          "%s: the spec has the layers 1 to %d".formatted(shown, spec.depth()));
    }
  }
}
