package dev.gradparity.comparison;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.ParameterValues;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents' worked numbers as cases, with the results on paper as a third side. All numbers
 * are small integers: whoever computes them is exact, in either format.
 */
public final class WorkedExamples {

  private static final String PAPER = "paper";

  private WorkedExamples() {}

  /** The documents and these subjects, each with each other. */
  public static List<Quorum> quorums(DType dtype, List<Subject> subjects) {
    List<Quorum> quorums = new ArrayList<>();
    for (WorkedExample example : List.of(affine(dtype), toy(dtype))) {
      List<Subject> withPaper = new ArrayList<>(List.of(new Paper(example.expected())));
      withPaper.addAll(subjects);
      quorums.add(new Quorum(withPaper, example.task()));
    }
    return quorums;
  }

  /**
   * A case and what the documents say comes out.
   *
   * @param task the case
   * @param expected the tensors that the documents give
   */
  private record WorkedExample(Case.Gradient task, Observation expected) {}

  /** A subject that has computed its one case by hand. */
  private record Paper(Observation expected) implements Subject {

    @Override
    public String name() {
      return PAPER;
    }

    @Override
    public Observation observe(Case task) {
      return expected;
    }

    @Override
    public boolean showsWhatItUses() {
      return false;
    }
  }

  /**
   * Document 003, row S12: XW = [[1, 2, 3], [6, 8, 10]] and b = [1, -1, 5] give [[2, 1, 8], [7, 7,
   * 15]]; dY = [[7, 5, 3], [2, 4, 8]] gives db = [9, 9, 11]. The document gives no X and W; these
   * have that product. Half the sum of squares against Y - dY makes dY the gradient.
   */
  private static WorkedExample affine(DType dtype) {
    NetworkSpec spec = linear("S12 affine", dtype, 2, 3);
    double[] w = {1, 2, 3, 2, 2, 2};
    double[] b = {1, -1, 5};
    double[] x = {1, 0, 2, 2};
    double[] labels = {-5, -4, 5, 5, 3, 7};
    ObservationBuilder paper = new ObservationBuilder(PAPER, spec);
    paper.addRows(Quantity.ACTIVATION, 1, 2, new double[] {2, 1, 8, 7, 7, 15});
    paper.addGradient(ParameterKind.WEIGHTS, 1, new double[] {11, 13, 19, 4, 8, 16});
    paper.addGradient(ParameterKind.BIAS, 1, new double[] {9, 9, 11});
    return new WorkedExample(task(spec, w, b, new Examples(2, x, labels)), paper.build());
  }

  /**
   * Document 004, row S15: three inputs h, two outputs y = W^T.h, and dL/dw_ij = h_i dL/dy_j. Here
   * h = [1, 2, 3] and dL/dy = [3, -2].
   */
  private static WorkedExample toy(DType dtype) {
    NetworkSpec spec = linear("S15 toy", dtype, 3, 2);
    double[] w = {1, -1, 2, 0, -1, 3};
    double[] b = {0, 0};
    double[] h = {1, 2, 3};
    double[] labels = {-1, 10};
    ObservationBuilder paper = new ObservationBuilder(PAPER, spec);
    paper.addRows(Quantity.ACTIVATION, 1, 1, new double[] {2, 8});
    paper.addScalar(Quantity.LOSS, 0, 6.5);
    paper.addGradient(ParameterKind.WEIGHTS, 1, new double[] {3, -2, 6, -4, 9, -6});
    paper.addGradient(ParameterKind.BIAS, 1, new double[] {3, -2});
    paper.addRows(Quantity.D_INPUT, 0, 1, new double[] {5, 6, -9});
    return new WorkedExample(task(spec, w, b, new Examples(1, h, labels)), paper.build());
  }

  private static NetworkSpec linear(String name, DType dtype, int inputs, int outputs) {
    return new NetworkSpec(
        name,
        dtype,
        Shape.of(inputs),
        List.of(new LayerSpec(outputs, ActivationKind.IDENTITY)),
        LossKind.HALF_L2,
        Reduction.SUM,
        new UpdaterSpec.Sgd(0.1),
        0,
        0);
  }

  private static Case.Gradient task(NetworkSpec spec, double[] w, double[] b, Examples batch) {
    ParameterValues parameters = new ParameterValues(List.of(w), List.of(b));
    return new Case.Gradient("worked numbers", spec, parameters, batch);
  }
}
