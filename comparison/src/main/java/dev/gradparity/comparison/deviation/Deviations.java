package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.arbiter.Decimals;
import java.util.List;
import java.util.stream.Stream;

/** The register. */
public final class Deviations {

  /** Far more than the evidence needs: differences near 1e-16 keep 40 digits. */
  private static final int DIGITS = 60;

  private static final List<Deviation> ALL =
      Stream.of(
              PrecisionDeviations.all(),
              SaturationDeviations.all(),
              ActivationDeviations.all(),
              LossDeviations.all(),
              DivergenceDeviations.all(),
              RowLossDeviations.all(),
              UpdaterDeviations.all(),
              TrainingDeviations.all(),
              InitialDeviations.all(),
              LayerDeviations.all(),
              RowLayerDeviations.all())
          .flatMap(List::stream)
          .toList();

  private Deviations() {}

  /** Every deviation, by kind. */
  static List<Deviation> all() {
    return ALL;
  }

  /**
   * The deviation of this id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Deviation get(String id) {
    return ALL.stream()
        .filter(deviation -> deviation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no deviation is called " + id));
  }

  /** Numbers of as many digits as the evidence is given in. */
  static Decimals digits() {
    return new Decimals(DIGITS);
  }

  /** Asks the library about each. */
  public static List<Finding> examine() {
    Decimals digits = digits();
    return ALL.stream().map(deviation -> deviation.examine(digits)).toList();
  }
}
