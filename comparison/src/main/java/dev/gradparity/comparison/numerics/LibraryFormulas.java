package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations in which Deeplearning4j 1.0.0-M2.1 departs from mathematics, by its own formulas.
 * What it computes by a formula that is only inexact is left to the bounds.
 *
 * <p>A departure begins at a threshold: where an exponential vanishes, or its sum with 1 rounds to
 * 1. An argument that lies within its error of the threshold, or of a ReLU's kink, is on either
 * side of it. All such arguments are taken to be on one side, which is asked for.
 */
final class LibraryFormulas implements Formulas {

  /** Nd4j.EPS_THRESHOLD. */
  private static final double IN_PLACE_OF_NAN = 1e-5;

  private final LibraryLosses losses;
  private final LibrarySteps steps;
  private final Rounding r;
  private final boolean isBeyond;

  /** The last one on the way forward, now or in an earlier step; null for none. */
  private Departure forward;

  /** That of the score's penalty; null for none. */
  private Departure ofPenalty;

  /** The last one on the way back, now or in an earlier step; null for none. */
  private Departure backward;

  /**
   * The library's formulas.
   *
   * @param isBeyond whether an argument that may lie beyond a threshold does
   */
  LibraryFormulas(LossSpec loss, Rounding r, boolean isBeyond) {
    losses = new LibraryLosses(loss, r);
    steps = new LibrarySteps(r, isBeyond);
    this.r = r;
    this.isBeyond = isBeyond;
  }

  /**
   * The departure that a tensor of this name, in the pass or step computed last, is a result of.
   */
  Optional<Departure> departure(TensorName name) {
    Stream<Departure> onTheWay =
        switch (name.quantity()) {
          case PRE_ACTIVATION, ACTIVATION -> Stream.of(forward);
          case LOSS -> Stream.of(losses.ofValue(), ofPenalty, forward, backward, steps.any());
          case WEIGHTS, BIAS, GAIN -> Stream.of(steps.of(name), backward, forward, steps.any());
          default -> Stream.of(backward, forward);
        };
    return onTheWay.filter(Objects::nonNull).findFirst();
  }

  /** ND4J multiplies by a number where the second factor has one element, else the first. */
  @Override
  public Bounded affine(LinearErrors linear, Bounded a, Bounded weights, Bounded bias) {
    boolean isNumber = weights.size() == 1;
    if (isUndefinedNumber(isNumber ? weights : a) || (bias != null && isUndefinedNumber(bias))) {
      forward = Departure.NAN_OPERAND;
    }
    return linear.product(
        isNumber ? a : operand(a), operand(weights), bias == null ? null : operand(bias), 1);
  }

  /** What ND4J forms is the transposed product, W.dZ^T. */
  @Override
  public Bounded inputGradient(LinearErrors linear, Bounded dZ, Bounded transposed) {
    boolean isNumber = dZ.size() == 1;
    if (isUndefinedNumber(isNumber ? dZ : transposed)) {
      backward = Departure.NAN_OPERAND;
    }
    return linear.product(operand(dZ), isNumber ? transposed : operand(transposed), null, 1);
  }

  /** Of a bias that the layer has not, null, there is nothing to say. */
  private static boolean isUndefinedNumber(Bounded operand) {
    return operand != null && operand.size() == 1 && Double.isNaN(operand.value()[0]);
  }

  private Bounded operand(Bounded operand) {
    if (!isUndefinedNumber(operand)) {
      return operand;
    }
    Elements elements = new Elements(operand);
    elements.set(0, IN_PLACE_OF_NAN, r.u() * IN_PLACE_OF_NAN);
    return elements.bounded();
  }

  @Override
  public Bounded activation(ActivationSpec spec, Bounded z, Bounded a) {
    return switch (spec.kind()) {
      case SOFTMAX -> softmax(z, a);
      case SIGMOID -> sigmoid(z, a);
      case RELU6 -> ofUndefined(z, a, 6, Departure.RELU6_NAN);
      case THRESHOLDEDRELU -> ofUndefined(z, a, 0, Departure.THRESHOLDEDRELU_NAN);
      default -> scalar(spec, z, a);
    };
  }

  /** A number for NaN. */
  private Bounded ofUndefined(Bounded z, Bounded a, double value, Departure departure) {
    Elements elements = new Elements(a);
    for (int k = 0; k < z.size(); k++) {
      if (Double.isNaN(z.value()[k])) {
        elements.set(k, value, 0);
        forward = departure;
      }
    }
    return elements.bounded();
  }

  private Bounded scalar(ActivationSpec spec, Bounded z, Bounded a) {
    return LibraryScalar.of(spec, r)
        .map(
            library -> {
              forward = library.ofValue() == null ? forward : library.ofValue();
              return new ScalarErrors(library.value(), r).forward(z);
            })
        .orElse(a);
  }

  private Bounded softmax(Bounded z, Bounded a) {
    LibrarySoftmax softmax = new LibrarySoftmax(z, r, isBeyond);
    Bounded computed = softmax.over(a);
    forward = softmax.departure().orElse(forward);
    return computed;
  }

  /** 1 / (1 + exp(-z)) is exactly 1 where the sum rounds to 1, and 0 where the power overflows. */
  private Bounded sigmoid(Bounded z, Bounded a) {
    double toOne = -Math.log(r.u());
    double toZero = -Math.log(r.huge());
    double width = FunctionUlps.exp(r) + 2 * r.u();
    Elements elements = new Elements(a);
    for (int k = 0; k < a.size(); k++) {
      double error = 2 * z.error(Level.KINKED, k);
      if (isBeyond(z.value()[k] - toOne, error + width)) {
        elements.set(k, 1, 0);
      } else if (isBeyond(toZero - z.value()[k], error + width)) {
        elements.set(k, 0, 0);
      }
    }
    return elements.bounded();
  }

  /**
   * What is 0 on one side selects and does not multiply: a NaN passes, or not; at a kink, either.
   */
  @Override
  public Bounded backward(ActivationSpec spec, Bounded z, Bounded a, Bounded dA, Bounded dZ) {
    if (!selects(spec.kind())) {
      return scalar(spec, z, a, dA, dZ);
    }
    Elements elements = new Elements(dZ);
    for (int k = 0; k < dA.size(); k++) {
      if (!Double.isNaN(dA.value()[k])) {
        continue;
      }
      if (ActivationErrors.mayTakeEitherSlope(z, a, k)) {
        elements.set(k, isBeyond ? Double.NaN : 0, isBeyond ? Double.POSITIVE_INFINITY : 0);
      } else if (!(a.value()[k] > 0)) {
        elements.set(k, 0, 0);
      }
    }
    return elements.bounded();
  }

  private static boolean selects(ActivationKind kind) {
    return switch (kind) {
      case RELU, RECTIFIEDTANH, THRESHOLDEDRELU -> true;
      default -> false;
    };
  }

  private Bounded scalar(ActivationSpec spec, Bounded z, Bounded a, Bounded dA, Bounded dZ) {
    return LibraryScalar.of(spec, r)
        .map(
            library -> {
              backward = library.ofSlope();
              return new ScalarErrors(library.slope(), r).backward(z, a, dA);
            })
        .orElse(dZ);
  }

  /** Whether an excess over a threshold that is off by some error is one. */
  private boolean isBeyond(double excess, double error) {
    return isBeyond ? excess + error > 0 : excess - error > 0;
  }

  @Override
  public Bounded penalty(
      NetworkSpec spec, PerParameter<Bounded> parameters, boolean isOfStep, Bounded penalty) {
    if (!isOfStep) {
      return penalty;
    }
    ofPenalty = decays(spec) ? Departure.WEIGHTDECAY_SCORE : null;
    return new PenaltyErrors(r).valueOfLibrary(spec, parameters);
  }

  private static boolean decays(NetworkSpec spec) {
    for (int l = 1; l <= spec.depth(); l++) {
      Regularisation own = spec.regularisation(l);
      if (own.weights().weightDecay() > 0 || own.bias().weightDecay() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Which softmax then mixes. */
  @Override
  public boolean masksArguments() {
    return true;
  }

  @Override
  public Bounded loss(LossErrors errors, Bounded p, double[] y, Bounded penalty, Bounded trueLoss) {
    return losses.value(errors, p, y, penalty, trueLoss);
  }

  @Override
  public Bounded outputGradient(
      LossErrors errors,
      ActivationErrors activation,
      Bounded z,
      Bounded p,
      double[] y,
      Bounded dZ) {
    ActivationSpec output = activation.spec();
    boolean isByActivation = selects(output.kind()) || LibraryScalar.of(output, r).isPresent();
    Bounded byActivation =
        isByActivation ? backward(output, z, p, errors.derivative(p, y), dZ) : dZ;
    Bounded computed = losses.gradient(errors, activation, z, p, y, byActivation);
    backward = losses.ofGradient() == null ? backward : losses.ofGradient();
    return computed;
  }

  @Override
  public UpdaterSpec updater(UpdaterSpec spec, int layer, ParameterKind kind, int t, int epoch) {
    return steps.updater(spec, layer, kind, t, epoch);
  }

  @Override
  public Bounded frozen(int layer, ParameterKind kind, boolean isOutput, Bounded theta, Bounded g) {
    return isOutput ? steps.frozenOutput(layer, kind, theta, g) : theta;
  }

  @Override
  public void normalise(
      LayerStepErrors errors,
      LayerSettings settings,
      int layer,
      Map<ParameterKind, Bounded> gradients) {
    steps.normalise(settings, layer, gradients);
  }

  @Override
  public Bounded constrained(
      LayerStepErrors errors,
      LayerSettings settings,
      int layer,
      ParameterKind kind,
      Bounded theta) {
    return steps.constrained(settings, layer, kind, theta);
  }
}
