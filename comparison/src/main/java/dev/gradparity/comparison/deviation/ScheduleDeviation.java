package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.Case;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Optional;

/**
 * A training with a schedule that the library has otherwise, in a way that is registered: each of
 * the library's steps then follows from the step before under its own schedule.
 *
 * @param deviation the entry of the register
 * @param libraries the training with the schedule that the library has
 */
public record ScheduleDeviation(Deviation deviation, Case.Training libraries) {

  /** Empty where no schedule of the case is registered. */
  public static Optional<ScheduleDeviation> of(Case task) {
    if (!(task instanceof Case.Training training)) {
      return Optional.empty();
    }
    UpdaterSpec updater = training.spec().updater();
    UpdaterSpec libraries;
    try {
      libraries = updater.match(new LibraryUpdaters(new LibrarySchedules(training.steps())));
    } catch (InvalidSpecException e) {
      // A momentum that rises beyond 1 cannot be said, and so not be replayed.
      return Optional.empty();
    }
    return libraries.equals(updater)
        ? Optional.empty()
        : Optional.of(
            new ScheduleDeviation(Deviations.get(id(updater)), under(libraries, training)));
  }

  private static Case.Training under(UpdaterSpec updater, Case.Training training) {
    return new Case.Training(
        training.name(),
        training.spec().withUpdater(updater),
        training.parameters(),
        training.examples(),
        training.batchSize(),
        training.steps());
  }

  private static String id(UpdaterSpec updater) {
    boolean isPoly =
        isPoly(updater.learningRate())
            || (updater instanceof UpdaterSpec.Nesterovs nesterovs && isPoly(nesterovs.momentum()));
    return isPoly ? "poly-rises" : "cycle-peak";
  }

  private static boolean isPoly(Schedule schedule) {
    return schedule instanceof Schedule.Poly
        || (schedule instanceof Schedule.Ramp ramp && isPoly(ramp.baseSchedule()));
  }
}
