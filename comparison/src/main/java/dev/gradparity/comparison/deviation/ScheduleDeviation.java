package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.Case;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A training with schedules that the library has otherwise, in a way that is registered: each of
 * the library's steps then follows from the step before under its own schedules.
 *
 * @param deviation the entry of the register
 * @param libraries the training with the schedules that the library has
 */
record ScheduleDeviation(Deviation deviation, Case.Training libraries) {

  /** Empty where no schedule of the case is registered. */
  static Optional<ScheduleDeviation> of(Case task) {
    if (!(task instanceof Case.Training training)) {
      return Optional.empty();
    }
    NetworkSpec libraries;
    try {
      libraries =
          libraries(
              training.spec(),
              new LibraryUpdaters(new LibrarySchedules(training.stepsBefore() + training.steps())));
    } catch (InvalidSpecException e) {
      // A momentum that rises beyond 1 cannot be said, and so not be replayed.
      return Optional.empty();
    }
    return libraries.equals(training.spec())
        ? Optional.empty()
        : Optional.of(
            new ScheduleDeviation(
                Deviations.get(id(training.spec())), training.withSpec(libraries)));
  }

  private static NetworkSpec libraries(NetworkSpec spec, LibraryUpdaters updaters) {
    List<LayerSpec> layers = new ArrayList<>();
    for (LayerSpec layer : spec.layers()) {
      LayerSettings settings = layer.settings();
      if (settings.updater().isPresent()) {
        settings = settings.withUpdater(settings.updater().get().match(updaters));
      }
      if (settings.biasUpdater().isPresent()) {
        settings = settings.withBiasUpdater(settings.biasUpdater().get().match(updaters));
      }
      layers.add(layer.with(settings));
    }
    return spec.withLayers(layers).withUpdater(spec.updater().match(updaters));
  }

  private static String id(NetworkSpec spec) {
    for (int l = 1; l <= spec.depth(); l++) {
      if (isPoly(spec.updater(l, false)) || isPoly(spec.updater(l, true))) {
        return "poly-rises";
      }
    }
    return "cycle-peak";
  }

  private static boolean isPoly(UpdaterSpec updater) {
    return isPoly(updater.learningRate())
        || (updater instanceof UpdaterSpec.Nesterovs nesterovs && isPoly(nesterovs.momentum()));
  }

  private static boolean isPoly(Schedule schedule) {
    return schedule instanceof Schedule.Poly
        || (schedule instanceof Schedule.Ramp ramp && isPoly(ramp.baseSchedule()));
  }
}
