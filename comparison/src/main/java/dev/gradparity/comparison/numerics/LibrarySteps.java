package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Deeplearning4j 1.0.0-M2.1 does otherwise in a training's step. */
final class LibrarySteps {

  /** {@code AdaMax.DEFAULT_ADAMAX_EPSILON}, which the specification has no name for. */
  private static final double ADAMAX_EPSILON = 1e-8;

  private final Rounding r;
  private final boolean isBeyond;

  /** The last departure of each parameter. */
  private final Map<TensorName, Departure> departures = new HashMap<>();

  /**
   * The library's steps.
   *
   * @param isBeyond whether a norm that may overflow does
   */
  LibrarySteps(Rounding r, boolean isBeyond) {
    this.r = r;
    this.isBeyond = isBeyond;
  }

  /**
   * What a parameter has last departed by; null for nothing.
   *
   * @param parameter of any step
   */
  Departure of(TensorName parameter) {
    return departures.get(parameter.atStep(0));
  }

  /** Of any parameter; null for none. */
  Departure any() {
    return departures.values().stream().min(Enum::compareTo).orElse(null);
  }

  private static TensorName name(int layer, ParameterKind kind) {
    return TensorName.of(Quantity.of(kind), layer);
  }

  /**
   * The updater that takes a step of this rate: of a step size of 0, Adam and its kin make their
   * epsilon.
   */
  UpdaterSpec updater(UpdaterSpec spec, int layer, ParameterKind kind, int t, int epoch) {
    UpdaterSpec moving = moving(spec, t);
    if (moving.equals(spec) || ScheduleErrors.of(r, spec.learningRate(), t, epoch).value() != 0) {
      return spec;
    }
    departures.put(name(layer, kind), Departure.ADAM_ZERO_RATE);
    return moving;
  }

  /** The rates are those whose corrections for the start at zero make epsilon of them. */
  private static UpdaterSpec moving(UpdaterSpec spec, int t) {
    if (spec instanceof UpdaterSpec.Adam adam) {
      return new UpdaterSpec.Adam(
          rate(adam.epsilon(), adam.beta1(), adam.beta2(), t),
          adam.beta1(),
          adam.beta2(),
          adam.epsilon());
    }
    if (spec instanceof UpdaterSpec.AmsGrad amsGrad) {
      return new UpdaterSpec.AmsGrad(
          rate(amsGrad.epsilon(), amsGrad.beta1(), amsGrad.beta2(), t),
          amsGrad.beta1(),
          amsGrad.beta2(),
          amsGrad.epsilon());
    }
    if (spec instanceof UpdaterSpec.AdaBelief belief) {
      return new UpdaterSpec.AdaBelief(
          rate(belief.epsilon(), belief.beta1(), belief.beta2(), t),
          belief.beta1(),
          belief.beta2(),
          belief.epsilon());
    }
    if (spec instanceof UpdaterSpec.AdaMax adaMax) {
      double rate = ADAMAX_EPSILON * (1 - Math.pow(adaMax.beta1(), t));
      return new UpdaterSpec.AdaMax(new Schedule.Fixed(rate), adaMax.beta1(), adaMax.beta2());
    }
    return spec;
  }

  private static Schedule rate(double epsilon, double beta1, double beta2, int t) {
    return new Schedule.Fixed(
        epsilon * (1 - Math.pow(beta1, t)) / Math.sqrt(1 - Math.pow(beta2, t)));
  }

  /**
   * AdaMax forgets a running maximum of NaN: the larger of two numbers is the second unless the
   * first is larger.
   */
  static UpdaterErrors remembered(UpdaterErrors before) {
    if (!(before.spec() instanceof UpdaterSpec.AdaMax) || !before.state().get(1).hasNaN()) {
      return before;
    }
    Bounded maximum = before.state().get(1);
    Bounded forgetful = Elements.inPlaceOfNaN(maximum, maximum, 0);
    return before.moved(before.theta(), List.of(before.state().get(0), forgetful));
  }

  /** Normalises the gradients of a layer: a division by a norm of NaN is one by another number. */
  void normalise(LayerSettings settings, int layer, Map<ParameterKind, Bounded> gradients) {
    if (isRenormalised(settings) && gradients.values().stream().anyMatch(Bounded::hasNaN)) {
      for (ParameterKind kind : gradients.keySet()) {
        departures.put(name(layer, kind), Departure.NAN_OPERAND);
      }
    }
    new LayerStepErrors(r).normaliseByLibrary(settings, gradients, isBeyond);
  }

  /** A parameter of an output layer that a rate of 0 keeps: 0 times NaN or infinity is NaN. */
  Bounded frozenOutput(int layer, ParameterKind kind, Bounded theta, Bounded g) {
    Elements elements = new Elements(theta);
    for (int k = 0; k < theta.size(); k++) {
      if (!Double.isFinite(g.value()[k])) {
        elements.set(k, Double.NaN, Double.POSITIVE_INFINITY);
        departures.put(name(layer, kind), Departure.FROZEN_OUTPUT_NAN);
      }
    }
    return elements.bounded();
  }

  private static boolean isRenormalised(LayerSettings settings) {
    return switch (settings.normalisation().kind()) {
      case RENORMALIZE_L2_PER_LAYER, RENORMALIZE_L2_PER_PARAM_TYPE -> true;
      case NONE, CLIP_ELEMENT_WISE_ABSOLUTE_VALUE, CLIP_L2_PER_LAYER, CLIP_L2_PER_PARAM_TYPE ->
          false;
    };
  }

  /** A parameter after all constraints on it, each applied twice. */
  Bounded constrained(LayerSettings settings, int layer, ParameterKind kind, Bounded theta) {
    Bounded constrained =
        new LayerStepErrors(r).constrainedByLibrary(settings, theta, kind.isBias(), isBeyond);
    List<Constraint> constraints =
        settings.constraints().stream()
            .filter(constraint -> constraint.target().means(kind.isBias()))
            .filter(constraint -> !(constraint.rule() instanceof Constraint.NonNegative))
            .toList();
    if (!constraints.isEmpty()) {
      departures.put(name(layer, kind), departure(constraints, constrained));
    }
    return constrained;
  }

  private static Departure departure(List<Constraint> constraints, Bounded constrained) {
    boolean goesPartOfTheWay =
        constraints.stream()
            .anyMatch(c -> c.rule() instanceof Constraint.MinMaxNorm norm && norm.rate() < 1);
    if (goesPartOfTheWay) {
      return Departure.MINMAXNORM_RATE;
    }
    boolean isUnitNorm =
        constraints.stream().anyMatch(c -> c.rule() instanceof Constraint.UnitNorm);
    return isUnitNorm && constrained.hasNaN()
        ? Departure.UNITNORM_ZERO
        : Departure.CONSTRAINT_TWICE;
  }
}
