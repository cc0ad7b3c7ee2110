package dev.gradparity.comparison.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The arbiter's gradients against central differences of its losses, in the same digits. */
@Execution(ExecutionMode.CONCURRENT)
class GradientsTest {

  /** Of h = 1e-20, whose square is the truncation. */
  private static final int AGREEMENT = 34;

  private static final List<ActivationKind> SATURABLE =
      List.of(ActivationKind.SIGMOID, ActivationKind.TANH, ActivationKind.SOFTMAX);

  /**
   * Every activation in the hidden layers under every loss, and every last activation that a loss
   * allows; in the hidden layers below a rare one, above a rare one, and below a loss that is a sum
   * over the examples, stands tanh.
   */
  static List<Arguments> networks() {
    List<Arguments> networks = new ArrayList<>();
    for (LossKind loss : LossKind.values()) {
      for (ActivationKind output : outputsOf(loss)) {
        for (Reduction reduction : Reduction.values()) {
          for (ActivationKind hidden : ActivationKind.values()) {
            boolean isCommon =
                Samples.COMMON_ACTIVATIONS.contains(hidden)
                    && Samples.COMMON_ACTIVATIONS.contains(output);
            boolean isFirst = output == outputsOf(loss).get(0);
            if (hidden == ActivationKind.TANH
                || (reduction == Reduction.MEAN && (isCommon || isFirst))) {
              networks.add(Arguments.of(hidden, output, loss, reduction));
            }
          }
        }
      }
    }
    return networks;
  }

  private static List<ActivationKind> outputsOf(LossKind loss) {
    return loss.activations();
  }

  private static NetworkSpec network(
      ActivationKind hidden, ActivationKind output, LossKind loss, Reduction reduction) {
    return new NetworkSpec(
        "2-2-3-2",
        DType.FLOAT64,
        Shape.of(2),
        List.of(new LayerSpec(2, hidden), new LayerSpec(3, hidden), new LayerSpec(2, output)),
        loss,
        reduction,
        new UpdaterSpec.Sgd(0.1),
        0.01,
        20240229);
  }

  /** The least agreement of all elements of dW, db and dx. */
  private static int leastAgreement(Case.Gradient task, int digits) {
    Arbiter arbiter = new Arbiter(digits);
    int least = Integer.MAX_VALUE;
    int gradients = 0;
    for (TrueTensor tensor : arbiter.observe(task).tensors()) {
      if (CentralDifference.knows(tensor.name())) {
        gradients++;
        for (int k = 0; k < tensor.shape().size(); k++) {
          int agreement =
              tensor.at(k).signum() == 0
                  ? leadingZeros(task, tensor, k, digits)
                  : arbiter.confirmedDigits(task, tensor, k);
          least = Math.min(least, agreement);
        }
      }
    }
    assertEquals(2 * task.spec().depth() + 1, gradients);
    return least;
  }

  /** Slopes of 1 and -1 cancel to nothing: of zero, it is the decimal places that agree. */
  private static int leadingZeros(Case.Gradient task, TrueTensor tensor, int k, int digits) {
    BigDecimal difference = new CentralDifference(task, new Decimals(digits)).of(tensor.name(), k);
    return difference.signum() == 0 ? digits : difference.scale() - difference.precision();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void agreeWithCentralDifferences(
      ActivationKind hidden, ActivationKind output, LossKind loss, Reduction reduction) {
    Case.Gradient task = Samples.gradient(network(hidden, output, loss, reduction), 2);

    int agreement = leastAgreement(task, 60);

    assertTrue(agreement >= AGREEMENT, () -> "only %d digits".formatted(agreement));
  }

  static Stream<Arguments> saturating() {
    return networks().stream()
        .filter(
            network ->
                SATURABLE.contains(network.get()[0])
                    && Samples.COMMON_ACTIVATIONS.contains(network.get()[1])
                    && network.get()[1] != ActivationKind.RELU
                    && network.get()[3] == Reduction.MEAN);
  }

  /** Arguments near 40, where binary64 sees probabilities of exactly 0 and 1. */
  @ParameterizedTest
  @MethodSource("saturating")
  void agreeInSaturation(
      ActivationKind hidden, ActivationKind output, LossKind loss, Reduction reduction) {
    NetworkSpec spec = network(hidden, output, loss, reduction);
    Examples examples = Samples.examples(spec, 2);
    double[] far = Arrays.stream(examples.x()).map(v -> 20 * v).toArray();
    Case.Gradient task = new CaseFactory(spec, new Examples(2, far, examples.y())).gradient(2);

    int agreement = leastAgreement(task, 150);

    assertTrue(agreement >= 50, () -> "only %d digits".formatted(agreement));
  }

  /** A check that cannot fail would be none: one hundred-billionth off agrees in ten digits. */
  @Test
  void aDifferenceShows() {
    Case.Gradient task =
        Samples.gradient(
            network(ActivationKind.TANH, ActivationKind.SOFTMAX, LossKind.MCXENT, Reduction.MEAN),
            2);
    Arbiter arbiter = new Arbiter();
    TrueTensor dW1 =
        arbiter.observe(task).tensors().stream()
            .filter(tensor -> tensor.name().toString().equals("dW1"))
            .findFirst()
            .orElseThrow();
    TrueTensor off =
        new TrueTensor(
            dW1.name(), dW1.shape(), k -> dW1.at(k).multiply(new BigDecimal("1.00000000001")));

    assertTrue(arbiter.confirmedDigits(task, dW1, 0) >= AGREEMENT);
    assertTrue(arbiter.confirmedDigits(task, off, 0) <= 11);
  }

  /** All fifty are the same, whatever the digits beyond them. */
  @ParameterizedTest
  @EnumSource(LossKind.class)
  void sixtyAndNinetyDigitsAgreeInFifty(LossKind loss) {
    for (ActivationKind hidden : ActivationKind.values()) {
      NetworkSpec spec = network(hidden, outputsOf(loss).get(0), loss, Reduction.MEAN);
      Case.Gradient task = Samples.gradient(spec, 3);
      TrueObservation sixty = new Arbiter(60).observe(task);
      TrueObservation ninety = new Arbiter(90).observe(task);
      for (TrueTensor tensor : sixty.tensors()) {
        TensorName name = tensor.name();
        TrueTensor other = ninety.find(name).orElseThrow();
        for (int k = 0; k < tensor.shape().size(); k++) {
          int agreement = CentralDifference.agreement(tensor.at(k), other.at(k), 60);
          assertTrue(agreement >= 50, () -> "%s: %d digits".formatted(name, agreement));
        }
      }
    }
  }
}
