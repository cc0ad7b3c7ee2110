package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The operations in which Deeplearning4j 1.0.0-M2.1 departs from mathematics, by its own formulas.
 * What it computes by a formula that is only inexact is left to the bounds.
 *
 * <p>A departure begins at a threshold: where an exponential vanishes, or its sum with 1 rounds to
 * 1. An argument that lies within its error of the threshold, or of a ReLU's kink, is on either
 * side of it. All such arguments are taken to be on one side, which is asked for.
 */
final class LibraryFormulas extends NativeFormulas {

  /** Nd4j.EPS_THRESHOLD. */
  private static final double IN_PLACE_OF_NAN = 1e-5;

  private final LibraryLosses losses;
  private final LibrarySteps steps;

  /** That of the score's penalty; null for none. */
  private Departure ofPenalty;

  /** That of what is scored; null for none. */
  private Departure ofScore;

  /**
   * The library's formulas.
   *
   * @param isBeyond whether an argument that may lie beyond a threshold does
   */
  LibraryFormulas(LossSpec loss, Rounding r, boolean isBeyond) {
    super(r, isBeyond);
    losses = new LibraryLosses(loss, r);
    steps = new LibrarySteps(r, isBeyond);
  }

  /**
   * The departure that a tensor of this name, in the pass or step computed last, is a result of.
   */
  Optional<Departure> departure(TensorName name) {
    Stream<Departure> onTheWay =
        switch (name.quantity()) {
          case PRE_ACTIVATION, ACTIVATION -> Stream.of(forward);
          case LOSS ->
              Stream.of(losses.ofValue(), ofPenalty, ofScore, forward, backward, steps.any());
          case WEIGHTS, BIAS, GAIN -> Stream.of(steps.of(name), backward, forward, steps.any());
          // Neither the rate of a step nor its constraints are in what it leaves to remember.
          case STATE -> Stream.of(backward, forward, steps.any());
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
    return product(
        linear, isNumber ? a : operand(a), operand(weights), bias == null ? null : operand(bias));
  }

  private Bounded product(LinearErrors linear, Bounded a, Bounded b, Bounded bias) {
    return new CertainOverflow(r, isBeyond).of(a, b, bias, linear.product(a, b, bias, 1));
  }

  @Override
  public Bounded weightGradient(LinearErrors linear, Bounded transposed, Bounded dZ) {
    return product(linear, transposed, dZ, null);
  }

  /** What ND4J forms is the transposed product, W.dZ^T. */
  @Override
  public Bounded inputGradient(LinearErrors linear, Bounded dZ, Bounded transposed) {
    boolean isNumber = dZ.size() == 1;
    if (isUndefinedNumber(isNumber ? dZ : transposed)) {
      backward = Departure.NAN_OPERAND;
    }
    return product(linear, operand(dZ), isNumber ? transposed : operand(transposed), null);
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
      case TANH -> tanh(z, a);
      case SIGMOID -> sigmoid(z, a);
      case RELU6 -> relu6(z, a);
      case THRESHOLDEDRELU -> thresholdedRelu(z, a);
      default -> scalar(spec, z, a);
    };
  }

  /** Of an infinite argument there is no error. */
  private static Bounded tanh(Bounded z, Bounded a) {
    Elements elements = new Elements(a);
    for (int k = 0; k < z.size(); k++) {
      if (Double.isInfinite(z.value()[k])) {
        elements.set(k, Math.signum(z.value()[k]), 0);
      }
    }
    return elements.bounded();
  }

  private Bounded scalar(ActivationSpec spec, Bounded z, Bounded a) {
    Optional<LibraryScalar> own = LibraryScalar.of(spec, r);
    forward = own.map(LibraryScalar::ofValue).orElse(forward);
    Bounded value = own.map(library -> library.forward(r, z)).orElse(a);
    if (!LibraryOverflow.concerns(spec.kind())) {
      return value;
    }
    LibraryOverflow overflow = new LibraryOverflow(r, spec.kind(), isBeyond);
    Departure met = overflow.ofValue(z);
    forward = met == null ? forward : met;
    return overflow.forward(z, value);
  }

  /** 1 / (1 + exp(-z)) is exactly 1 where the sum rounds to 1, and 0 where the power overflows. */
  private Bounded sigmoid(Bounded z, Bounded a) {
    double toOne = -Math.log(r.u());
    double toZero = -Math.log(r.huge());
    double width = FunctionUlps.exp(r) + 2 * r.u();
    Elements elements = new Elements(a);
    for (int k = 0; k < a.size(); k++) {
      double error = 2 * z.error(Level.KINKED, k);
      if (error == Double.POSITIVE_INFINITY) {
        continue;
      }
      if (isBeyond(z.value()[k] - toOne, error + width)) {
        elements.set(k, 1, 0);
      } else if (isBeyond(toZero - z.value()[k], error + width)) {
        elements.set(k, 0, 0);
      }
    }
    return elements.bounded();
  }

  @Override
  public Bounded backward(ActivationSpec spec, Bounded z, Bounded a, Bounded dA, Bounded dZ) {
    Optional<LibrarySelection> selection = LibrarySelection.of(spec, r);
    return selection.isPresent()
        ? selected(selection.get(), z, a, dA, dZ)
        : scalar(spec, z, a, dA, dZ);
  }

  private Bounded scalar(ActivationSpec spec, Bounded z, Bounded a, Bounded dA, Bounded dZ) {
    Optional<LibraryScalar> own = LibraryScalar.of(spec, r);
    backward = own.map(LibraryScalar::ofSlope).orElse(backward);
    Bounded gradient = own.map(library -> library.backward(r, z, a, dA)).orElse(dZ);
    if (!LibraryOverflow.concerns(spec.kind())) {
      return gradient;
    }
    LibraryOverflow overflow = new LibraryOverflow(r, spec.kind(), isBeyond);
    Departure met = overflow.ofSlope(z);
    backward = met == null ? backward : met;
    return overflow.backward(z, dA, gradient);
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
    ofPenalty = PenaltyErrors.decays(spec) ? Departure.WEIGHTDECAY_SCORE : null;
    return new PenaltyErrors(r).valueOfLibrary(spec, parameters);
  }

  /** ND4J's sign of NaN is 0. */
  @Override
  public Bounded signs(Bounded theta) {
    if (!theta.hasNaN()) {
      return theta;
    }
    backward = Departure.SIGN_NAN;
    return Elements.inPlaceOfNaN(theta, theta, 0);
  }

  /** Which softmax then mixes; a layer of type loss has none of its own to mask. */
  @Override
  public boolean masksArguments(NetworkSpec spec, Labels labels) {
    boolean masks = labels.areMasked() && !new LossLayerScore(spec).applies();
    if (masks && labels.areMixed()) {
      ofScore = Departure.MASK_SOFTMAX_SCORE;
    }
    return masks;
  }

  @Override
  public Bounded normalised(Bounded u, Bounded bias, Bounded z) {
    LibraryNormalisation normalisation = new LibraryNormalisation(r, u);
    forward = normalisation.isDefined() ? forward : Departure.LAYERNORM_NAN;
    return normalisation.value(bias, z);
  }

  @Override
  public Bounded normalisedGradient(Bounded u, Bounded dZ, Bounded dU) {
    LibraryNormalisation normalisation = new LibraryNormalisation(r, u);
    Bounded gradient = normalisation.gradient(dZ, dU);
    backward = normalisation.isDefined(dZ) ? backward : Departure.LAYERNORM_GRADIENT_NAN;
    return gradient;
  }

  /** Both locked, unless gamma is not 1 and beta is not 0. */
  @Override
  public boolean leavesOutGammaAndBeta(LayerForm.BatchNorm form) {
    boolean leavesOut = form.lockGammaBeta() && (form.gamma() == 1 || form.beta() == 0);
    if (leavesOut && (form.gamma() != 1 || form.beta() != 0)) {
      forward = Departure.BATCHNORM_LOCKED;
    }
    return leavesOut;
  }

  /**
   * NaN is on the right side, and a frozen layer, which runs as in inference, has put z in the
   * place of x. What may be on either side matters beyond any bound where dz is no number: on the
   * right it is left out of the sum for the slope.
   */
  @Override
  public Bounded sidesOfKink(Bounded x, Bounded z, Bounded dZ, boolean isFrozen) {
    Elements sides = new Elements(isFrozen ? z : x);
    for (int k = 0; k < x.size(); k++) {
      if (Double.isNaN(x.value()[k])) {
        sides.set(k, 0, 0);
        backward = Departure.PRELU_NAN;
      } else if (!Double.isFinite(dZ.value()[k]) && PReluErrors.isUndecided(x, k)) {
        sides.set(k, isBeyond ? -r.smallest() : 0, 0);
      } else if (isFrozen && x.value()[k] < 0 && z.value()[k] > 0) {
        backward = Departure.PRELU_FROZEN;
      }
    }
    return sides.bounded();
  }

  @Override
  public boolean scoresGradient(NetworkSpec spec) {
    boolean isOverwritten = new LossLayerScore(spec).isOverwritten();
    if (isOverwritten) {
      ofScore = Departure.LOSSLAYER_SCORE_OVERWRITTEN;
    }
    return isOverwritten;
  }

  @Override
  public int scoreDivisor(NetworkSpec spec, int examples) {
    int divisor = new LossLayerScore(spec).divisor(examples);
    if (divisor != 1) {
      ofScore = Departure.LOSSLAYER_SUM_SCORE;
    }
    return divisor;
  }

  @Override
  public Bounded loss(LossErrors errors, Bounded p, Bounded trueLoss) {
    return losses.value(errors, p, trueLoss);
  }

  @Override
  public Bounded outputGradient(LossGradientErrors errors, Bounded z, Bounded p, Bounded dZ) {
    Bounded computed = gradient(errors, z, p, dZ);
    if (!errors.labels().areMasked() || !z.hasNaN()) {
      return computed;
    }
    LossGradientErrors unmasked = errors.unmasked();
    Bounded others = gradient(unmasked, z, p, unmasked.backward(z, p));
    backward = Departure.WEIGHT_ZERO_NAN;
    return errors.labels().multiplied(computed, others);
  }

  private Bounded gradient(LossGradientErrors errors, Bounded z, Bounded p, Bounded dZ) {
    ActivationSpec output = errors.activation().spec();
    UnaryOperator<Bounded> activation =
        dA -> backward(output, z, p, dA, errors.activation().backward(z, p, dA));
    Bounded byActivation = dZ;
    Optional<Bounded> overflown = losses.overflown(errors, p);
    if (overflown.isPresent()) {
      Bounded dA = overflown.get();
      byActivation = activation.apply(dA);
      backward = dA.hasNaN() ? Departure.WEIGHT_ZERO_NAN : Departure.MSE_GRADIENT_OVERFLOW;
    } else if (hasOwnDerivative(output)) {
      byActivation = backward(output, z, p, errors.derivative(p), dZ);
    }
    Bounded computed = losses.gradient(errors, p, byActivation, activation);
    backward = losses.ofGradient() == null ? backward : losses.ofGradient();
    return computed;
  }

  private boolean hasOwnDerivative(ActivationSpec output) {
    return LibrarySelection.of(output, r).isPresent()
        || LibraryScalar.of(output, r).isPresent()
        || LibraryOverflow.concerns(output.kind());
  }

  @Override
  public UpdaterErrors remembered(UpdaterErrors before) {
    return LibrarySteps.remembered(before);
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
