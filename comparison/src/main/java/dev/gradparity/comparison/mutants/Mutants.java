package dev.gradparity.comparison.mutants;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The register of all faults. */
final class Mutants {

  /** Why the judge does not find these faults, by their names. */
  static final Map<String, String> SURVIVORS =
      Map.of(
          "softmax-epsilon",
          "1e-15 is less than what exp, the sum and the quotient may round in float64",
          "tanh-by-sigmoid",
          "as accurate as ND4J's own formula by pow, whose absolute error the bound of tanh allows");

  private Mutants() {}

  static List<Mutant> all() {
    return Stream.of(
            ProductFaults.all(),
            BiasFaults.all(),
            ActivationFaults.all(),
            LossFaults.all(),
            PenaltyFaults.all(),
            UpdaterFaults.all(),
            AdamFaults.all(),
            BatchFaults.all())
        .flatMap(List::stream)
        .toList();
  }
}
