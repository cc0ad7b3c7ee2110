package dev.gradparity.benchmarks.regression;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several tests at once: S. Holm's step-down procedure (Scandinavian Journal of Statistics 6 (1979)
 * 65-70). It holds the probability of one false alarm or more, however the tests depend on each
 * other.
 */
final class Holm {

  private Holm() {}

  /** For each test, the smallest family-wise error at which it still raises an alarm. */
  static double[] adjusted(double[] probabilities) {
    int m = probabilities.length;
    List<Integer> ascending =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> probabilities[k]))
            .toList();
    double[] adjusted = new double[m];
    double largest = 0;
    for (int rank = 0; rank < m; rank++) {
      int k = ascending.get(rank);
      largest = Math.max(largest, Math.min(1, (m - rank) * probabilities[k]));
      adjusted[k] = largest;
    }
    return adjusted;
  }
}
