package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * Choices that a network makes by its number: chance leaves some pairs of choices out of 10,000
 * networks, others for each seed.
 *
 * @param hidden the first layer's activation
 * @param output the last layer's
 * @param schedule the name of the learning rate's
 */
record Planned(ActivationKind hidden, ActivationKind output, String schedule) {

  /** So that the first 10,000 networks have every pair of a hidden and a last activation. */
  private static final int PERIOD = 20;

  /** Those of a network; empty for most. */
  static Optional<Planned> of(int number) {
    if (number % PERIOD != 0) {
      return Optional.empty();
    }
    int place = number / PERIOD;
    List<ActivationKind> outputs = ActivationDraw.OUTPUTS;
    int hidden = place / outputs.size() % ActivationDraw.ALL.size();
    int output = place % outputs.size();
    List<String> schedules = Schedule.names();
    // Neighbours of one activation have one schedule after the other.
    return Optional.of(
        new Planned(
            ActivationDraw.ALL.get(hidden),
            outputs.get(output),
            schedules.get((hidden + output) % schedules.size())));
  }
}
