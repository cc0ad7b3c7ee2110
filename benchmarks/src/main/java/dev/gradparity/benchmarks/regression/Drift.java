package dev.gradparity.benchmarks.regression;

import java.util.List;

/**
 * What programs that did not change did between two runs: the machine's own part in a change, by
 * the random-effects model of R. DerSimonian and N. Laird (Controlled Clinical Trials 7 (1986)
 * 177-188). Every program moved by the drift, by a deviation of its own whose variance is {@code
 * between}, and by chance, whose variance its rounds tell.
 *
 * @param value the drift, on the logarithms of times
 * @param error the variance of this value
 * @param errorFreedom its degrees of freedom
 * @param between the variance of the programs' own deviations from it
 * @param betweenFreedom its degrees of freedom
 */
record Drift(
    double value, double error, double errorFreedom, double between, double betweenFreedom) {

  /** Fewer programs cannot tell how far they deviate. */
  private static final int FEWEST = 3;

  /** The variance that is then assumed: one deviation is 3 %. */
  private static final double ASSUMED = 0.03 * 0.03;

  /** Degrees of freedom of what is not estimated. */
  private static final double KNOWN = 1e9;

  /** Nothing is known of the machine, and no drift is taken out. */
  static final Drift UNKNOWN = new Drift(0, 0, KNOWN, ASSUMED, KNOWN);

  /** Of programs that did not change. */
  static Drift of(List<Shift> references) {
    int k = references.size();
    if (k == 0) {
      return UNKNOWN;
    }
    Weighted fixed = new Weighted(references, 0);
    if (k < FEWEST) {
      return new Drift(fixed.mean, 1 / fixed.sum, fixed.freedom, ASSUMED, KNOWN);
    }
    double between =
        Math.max(0, (fixed.scatter - (k - 1)) / (fixed.sum - fixed.squares / fixed.sum));
    Weighted random = new Weighted(references, between);
    // Where they scatter more than their variances say, the value is as much less certain
    // (J. Hartung and G. Knapp, Statistics in Medicine 20 (2001) 3875-3889).
    double excess = Math.max(1, random.scatter / (k - 1));
    double count = random.sum * random.sum / random.squares;
    return new Drift(
        random.mean, excess / random.sum, random.freedom, between, Math.max(1, count - 1));
  }

  /** References with weights of one over their variance. */
  private static final class Weighted {

    /** Of the weights. */
    private final double sum;

    /** Of the weights' squares; sum^2 / squares is how many references really count. */
    private final double squares;

    private final double mean;

    /** Weighted squares of the distances from the mean. */
    private final double scatter;

    /** Of the mean's variance. */
    private final double freedom;

    Weighted(List<Shift> references, double between) {
      double[] weights =
          references.stream().mapToDouble(r -> 1 / (r.variance() + between)).toArray();
      double total = 0;
      double ofSquares = 0;
      double moment = 0;
      for (int k = 0; k < weights.length; k++) {
        total += weights[k];
        ofSquares += weights[k] * weights[k];
        moment += weights[k] * references.get(k).value();
      }
      sum = total;
      squares = ofSquares;
      mean = moment / total;
      double distances = 0;
      double[] parts = new double[weights.length];
      for (int k = 0; k < weights.length; k++) {
        double off = references.get(k).value() - mean;
        distances += weights[k] * off * off;
        parts[k] = weights[k] / total * (weights[k] / total) * references.get(k).variance();
      }
      scatter = distances;
      freedom =
          Shift.satterthwaite(parts, references.stream().mapToDouble(Shift::freedom).toArray());
    }
  }
}
