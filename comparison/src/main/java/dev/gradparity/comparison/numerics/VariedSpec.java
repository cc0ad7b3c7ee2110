package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.Variation.Kind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.Constraint.Target;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import java.util.stream.Stream;

/** A network whose settings are others than its description says. */
final class VariedSpec {

  private final Variation variation;

  private VariedSpec(Variation variation) {
    this.variation = variation;
  }

  static NetworkSpec of(Variation variation, NetworkSpec spec) {
    VariedSpec varied = new VariedSpec(variation);
    return switch (variation.kind()) {
      case SINGLE_CONSTANTS,
          DECAY_AS_PENALTY,
          DECAY_LEFT_OUT,
          DECAY_BY_OTHER_RATE,
          DECAY_ON_BIAS,
          CONSTRAINT_LEFT_OUT,
          CONSTRAINT_ON_BIAS,
          CONSTRAINT_AXIS ->
          spec.withUpdater(varied.updater(spec.updater()))
              .withRegularisation(varied.regularisation(spec.regularisation()))
              .withLayers(
                  spec.layers().stream()
                      .map(layer -> layer.with(varied.settings(layer.settings())))
                      .toList());
      default -> spec;
    };
  }

  private LayerSettings settings(LayerSettings settings) {
    return new LayerSettings(
        settings.hasBias(),
        settings.frozen(),
        settings.regularisation().map(this::regularisation),
        settings.normalisation(),
        settings.updater().map(this::updater),
        settings.biasUpdater().map(this::updater),
        settings.constraints().stream().flatMap(this::constraint).toList());
  }

  private Regularisation regularisation(Regularisation own) {
    Terms weights = own.weights();
    Terms bias = own.bias();
    Terms ofBias =
        variation.is(Kind.DECAY_ON_BIAS)
            ? new Terms(bias.l1(), bias.l2(), weights.weightDecay(), weights.applyLearningRate())
            : terms(bias);
    return new Regularisation(terms(weights), ofBias);
  }

  private Terms terms(Terms own) {
    double decay = own.weightDecay();
    return switch (variation.kind()) {
      case SINGLE_CONSTANTS ->
          new Terms((float) own.l1(), (float) own.l2(), (float) decay, own.applyLearningRate());
      case DECAY_AS_PENALTY -> new Terms(own.l1(), own.l2() + decay, 0, true);
      case DECAY_LEFT_OUT -> new Terms(own.l1(), own.l2(), 0, true);
      case DECAY_BY_OTHER_RATE -> new Terms(own.l1(), own.l2(), decay, !own.applyLearningRate());
      default -> own;
    };
  }

  private Stream<Constraint> constraint(Constraint own) {
    return switch (variation.kind()) {
      case CONSTRAINT_LEFT_OUT -> Stream.empty();
      case CONSTRAINT_ON_BIAS ->
          Stream.of(own.target() == Target.WEIGHTS ? own.on(Target.ALL) : own);
      case CONSTRAINT_AXIS -> Stream.of(own.over(axis(own.axis())));
      default -> Stream.of(own);
    };
  }

  private Axis axis(Axis own) {
    if (variation.factor() == 0) {
      return Axis.BOTH;
    }
    return own == Axis.INPUTS ? Axis.UNITS : Axis.INPUTS;
  }

  private UpdaterSpec updater(UpdaterSpec own) {
    if (!variation.is(Kind.SINGLE_CONSTANTS)) {
      return own;
    }
    if (own instanceof UpdaterSpec.Sgd sgd) {
      return new UpdaterSpec.Sgd(single(sgd.learningRate()));
    }
    if (own instanceof UpdaterSpec.Nesterovs nesterovs) {
      return new UpdaterSpec.Nesterovs(
          single(nesterovs.learningRate()), single(nesterovs.momentum()));
    }
    if (own instanceof UpdaterSpec.Adam adam) {
      return new UpdaterSpec.Adam(
          single(adam.learningRate()),
          (float) adam.beta1(),
          (float) adam.beta2(),
          (float) adam.epsilon());
    }
    return own;
  }

  private static Schedule single(Schedule schedule) {
    return schedule instanceof Schedule.Fixed fixed
        ? new Schedule.Fixed((float) fixed.value())
        : schedule;
  }
}
