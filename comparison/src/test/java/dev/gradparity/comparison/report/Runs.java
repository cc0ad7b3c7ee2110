package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Absence;
import dev.gradparity.comparison.Arbitration;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Convention;
import dev.gradparity.comparison.Dissent;
import dev.gradparity.comparison.ElementClaim;
import dev.gradparity.comparison.ElementRuling;
import dev.gradparity.comparison.Explanation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Side;
import dev.gradparity.comparison.Slack;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.TensorRuling;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs by hand, for reports to show. */
final class Runs {

  static final Slack SLACK =
      new Slack(0.5, 2e-17, 0.75, new Slack.Histogram(new long[] {1, 0, 2, 0, 3, 0, 0}));

  static final TensorJudgement MATCH =
      new TensorJudgement(
          TensorName.of(Quantity.ACTIVATION, 1),
          Shape.of(2, 3),
          Verdict.MATCH,
          1e-17,
          4e-17,
          0.25,
          List.of(1, 2),
          0.5,
          0.5,
          "",
          SLACK);

  static final TensorJudgement MISMATCH =
      new TensorJudgement(
          TensorName.of(Quantity.D_WEIGHTS, 2),
          Shape.of(4, 16),
          Verdict.MISMATCH,
          1234.5678,
          0.001,
          1234567.8,
          List.of(2, 7),
          1234.75,
          0.125,
          "3 of 64 elements differ by more than their bound",
          SLACK);

  static final TensorJudgement UNDECIDED =
      new TensorJudgement(
          TensorName.of(Quantity.D_INPUT),
          Shape.of(2, 2),
          Verdict.UNDECIDED,
          1,
          1e-16,
          1e16,
          List.of(0, 1),
          0,
          1,
          "1 of 4 elements depend on a ReLU whose argument is zero within rounding",
          SLACK);

  static final TensorJudgement VACUOUS =
      new TensorJudgement(
          TensorName.of(Quantity.LOSS).atStep(3),
          Shape.of(),
          Verdict.VACUOUS,
          0,
          0,
          0,
          List.of(),
          0,
          0,
          "1 of 1 elements are zero",
          SLACK);

  static final TensorJudgement NOT_FINITE =
      new TensorJudgement(
          TensorName.of(Quantity.D_BIAS, 1),
          Shape.of(1),
          Verdict.MISMATCH,
          Double.POSITIVE_INFINITY,
          0,
          Double.POSITIVE_INFINITY,
          List.of(0),
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          "1 of 1 elements differ by more than their bound",
          SLACK);

  private static final ElementClaim NEAR = new ElementClaim(1234.75, 1e-14, 0.25, 0.5);
  private static final ElementClaim FAR =
      new ElementClaim(0.125, Double.POSITIVE_INFINITY, 1e15, 2e6);

  static final Explanation EXPLANATION =
      new Explanation(
          MISMATCH.name(),
          Side.RIGHT,
          "dl4j is wrong: its dW2 does not follow",
          List.of(NOT_FINITE.name()),
          Optional.of(
              new Arbitration(
                  "from-scratch",
                  "dl4j",
                  60,
                  List.of(
                      new TensorRuling(
                          MISMATCH.name(),
                          3,
                          Side.RIGHT,
                          List.of(
                              new ElementRuling(
                                  List.of(2, 7), new BigDecimal("1234.75000001"), NEAR, FAR)),
                          35)),
                  List.of())),
          Optional.of(new Convention("sign", "dW2: all is minus what it should be", "turn it")));

  private Runs() {}

  static Comparison comparison(String network, TensorJudgement... tensors) {
    return new Comparison(
        network,
        "gradient, batch 32",
        DType.FLOAT64,
        "from-scratch",
        "dl4j",
        "ab12",
        List.of(tensors),
        List.of(TensorName.of(Quantity.PRE_ACTIVATION, 1)),
        List.of());
  }

  static Run run(Comparison... comparisons) {
    return new Run(Map.of("java", "17"), List.of(comparisons));
  }

  /** Every verdict, and numbers that JSON has no words for. */
  static Run all() {
    return run(
        comparison("good", MATCH, VACUOUS),
        comparison("bad", MATCH, MISMATCH, NOT_FINITE),
        comparison("kink", MATCH, UNDECIDED),
        comparison("empty", VACUOUS));
  }

  /** Nobody but nd4j got this, and one could not compute it. */
  static Run withDissent() {
    return new Run(
        Map.of(),
        List.of(comparison("bad", MISMATCH)),
        List.of(
            new Dissent(
                "bad gradient",
                DType.FLOAT64,
                "nd4j",
                List.of("from-scratch", "dl4j"),
                MISMATCH.name(),
                List.of(2, 7),
                0.125,
                Double.NaN,
                Dissent.Fault.ITSELF)),
        List.of(new Absence("bad gradient", DType.FLOAT64, "samediff", "it lacks an operation")),
        comparison -> List.of());
  }
}
