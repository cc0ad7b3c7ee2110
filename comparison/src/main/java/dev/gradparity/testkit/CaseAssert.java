package dev.gradparity.testkit;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.ParameterValues;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.claims.Claim;
import dev.gradparity.comparison.claims.ExpectedShape;
import dev.gradparity.comparison.report.TerminalReport;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** A network written by hand that has got its case. */
public final class CaseAssert {

  private static final Kernels KERNELS = Kernels.scalar();

  private final HandWritten network;
  private final NetworkSpec spec;
  private final ParameterValues parameters;
  private final Examples batch;

  CaseAssert(HandWritten network, NetworkSpec spec, ParameterValues parameters, Examples batch) {
    this.network = network;
    this.spec = spec;
    this.parameters = parameters;
    this.batch = batch;
  }

  /**
   * The same case from parameters of your own, layer by layer.
   *
   * @param weights of each layer, (fan-in, fan-out)
   * @param biases of each layer, (fan-out)
   * @throws IllegalArgumentException if they do not fit the spec
   */
  public CaseAssert from(List<double[][]> weights, List<double[]> biases) {
    if (weights.size() != spec.depth() || biases.size() != spec.depth()) {
      throw new IllegalArgumentException(
          "the spec has %d layers; got %d weights and %d biases"
              .formatted(spec.depth(), weights.size(), biases.size()));
    }
    List<double[]> flatWeights = new ArrayList<>();
    List<double[]> flatBiases = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      double[][] w = weights.get(l - 1);
      double[][] b = {biases.get(l - 1)};
      flatWeights.add(rounded(Rows.flat("W" + l, w, spec.fanIn(l), spec.fanOut(l))));
      flatBiases.add(rounded(Rows.flat("b" + l, b, 1, spec.fanOut(l))));
    }
    return new CaseAssert(network, spec, new ParameterValues(flatWeights, flatBiases), batch);
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

  private CaseAssert match(Subject reference) {
    Run run = new Run(Map.of(), comparisons(reference));
    if (run.verdict() == Verdict.MISMATCH || run.verdict() == Verdict.VACUOUS) {
      throw new AssertionError(new TerminalReport(Ansi.OFF).problems(run).strip());
    }
    return this;
  }

  /** All that the judge found beside Deeplearning4j, for who looks closer than an assertion. */
  public List<Comparison> comparisonsWithDl4j() {
    return comparisons(new Dl4jSubject());
  }

  private List<Comparison> comparisons(Subject reference) {
    Computed computed = network.compute(new Given(spec, parameters, batch));
    List<ObservedTensor> tensors = tensors(computed);
    List<Comparison> comparisons =
        Claim.of("computed", spec, parameters, batch, tensors).stream()
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
    if (name.layer() < 0 || name.layer() > spec.depth()) {
      throw new IllegalArgumentException(
          "%s: the spec has the layers 1 to %d".formatted(name, spec.depth()));
    }
  }
}
