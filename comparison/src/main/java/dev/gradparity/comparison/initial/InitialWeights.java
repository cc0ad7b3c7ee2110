package dev.gradparity.comparison.initial;

import dev.gradparity.comparison.Verdict;
import dev.gradparity.dl4j.Dl4jInitialisers;
import dev.gradparity.dl4j.DrawnWeights;
import dev.gradparity.nn.WeightInitialiser;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Judges the first weights that an implementation draws by their distribution.
 *
 * <p>Kolmogorov's distance D of n independent numbers from the law they are drawn from exceeds e
 * with a probability of at most 2 exp(-2 n e^2), whatever the law (Massart 1990). Above the e at
 * which that is one in a million, the verdict is MISMATCH.
 *
 * @param initialiser what is judged
 * @param dtype the format of the weights
 */
public record InitialWeights(Initialiser initialiser, DType dtype) {

  private static final double ERROR_RATE = 1e-6;

  /** Unequal fans, so that none of them can stand for another. */
  private static final int FAN_IN = 400;

  private static final int FAN_OUT = 250;

  private static final int SQUARE = 50;

  /** The size at which one element of an orthogonal matrix is uniform. */
  private static final int ORTHOGONAL = 3;

  private static final int ORTHOGONAL_MATRICES = 600;

  private static final long SEED = 1;

  /** The deviation of schemes that do not ask for a variable's type. */
  private static final String OTHER_FORMAT = "scheme-default-type";

  /** The first numbers of neighbouring seeds resemble each other; 2^64 by the golden ratio. */
  private static final long SCATTER = 0x9E3779B97F4A7C15L;

  /** Where weights come from. */
  @FunctionalInterface
  private interface Source {
    DrawnWeights weights(int fanIn, int fanOut, long seed);
  }

  /**
   * What came out.
   *
   * @param verdict KNOWN where the sample follows what a registered deviation says instead
   * @param ratio the distance by the largest that counts as a match
   * @param deviations the ids of the registered deviations met
   */
  public record Judgement(Verdict verdict, double ratio, List<String> deviations) {

    /** Copies the list. */
    public Judgement {
      deviations = List.copyOf(deviations);
    }

    /** What is right but for this deviation, or a mismatch still. */
    private Judgement with(String deviation) {
      if (verdict == Verdict.MISMATCH) {
        return this;
      }
      List<String> all = new ArrayList<>(deviations);
      all.add(deviation);
      return new Judgement(Verdict.KNOWN, ratio, all);
    }
  }

  /** Everything that a specification can say of first weights. */
  public static List<Initialiser> all() {
    List<Initialiser> all = new ArrayList<>(Arrays.asList(WeightInit.values()));
    all.addAll(Distribution.examples());
    return List.copyOf(all);
  }

  /** From-scratch's weights, by the definition. */
  public Judgement ofFromScratch() {
    return judged(sample(this::fromScratch), Optional.empty());
  }

  /** Those of the library's layers, by the definition and by what is registered of them. */
  public Judgement ofDl4j() {
    return judged(sample(this::dl4j), new LibraryLaws(dtype).of(initialiser, FAN_IN, FAN_OUT));
  }

  /** Those of ND4J's schemes, by the definition and by what is registered of them. */
  public Judgement ofSameDiff() {
    DrawnWeights sample =
        sample((in, out, seed) -> Dl4jInitialisers.ofSameDiff(initialiser, dtype, in, out, seed));
    Optional<LibraryLaws.Known> known =
        new SchemeLaws(sample.format()).of(initialiser, FAN_IN, FAN_OUT);
    return sample.format() == dtype
        ? judged(sample, known)
        : new InitialWeights(initialiser, sample.format()).judged(sample, known).with(OTHER_FORMAT);
  }

  /** Those of ND4J's operations, by the definition. */
  public Judgement ofNd4j() {
    return judged(
        sample((in, out, seed) -> Dl4jInitialisers.ofOperations(initialiser, dtype, in, out, seed)),
        Optional.empty());
  }

  private DrawnWeights dl4j(int fanIn, int fanOut, long seed) {
    return new DrawnWeights(
        dtype, Dl4jInitialisers.weights(initialiser, dtype, fanIn, fanOut, seed));
  }

  private DrawnWeights fromScratch(int fanIn, int fanOut, long seed) {
    Matrix weights = Matrix.zeros(dtype, fanIn, fanOut);
    WeightInitialiser.fill(weights, initialiser, new Random(seed));
    return new DrawnWeights(dtype, weights.toArray());
  }

  private DrawnWeights sample(Source source) {
    if (initialiser == WeightInit.IDENTITY) {
      return source.weights(SQUARE, SQUARE, SEED);
    }
    if (initialiser instanceof Distribution.Orthogonal) {
      return corners(source);
    }
    return source.weights(FAN_IN, FAN_OUT, SEED);
  }

  private static DrawnWeights corners(Source source) {
    List<DrawnWeights> matrices =
        LongStream.range(SEED, SEED + ORTHOGONAL_MATRICES)
            .mapToObj(seed -> source.weights(ORTHOGONAL, ORTHOGONAL, seed * SCATTER))
            .toList();
    return new DrawnWeights(
        matrices.get(0).format(),
        matrices.stream().mapToDouble(matrix -> matrix.values()[0]).toArray());
  }

  /** Weights of another format do not match. */
  private Judgement judged(DrawnWeights sample, Optional<LibraryLaws.Known> known) {
    double ratio = sample.format() == dtype ? ratio(sample.values()) : Double.POSITIVE_INFINITY;
    if (ratio <= 1) {
      return new Judgement(Verdict.MATCH, ratio, List.of());
    }
    if (known.isPresent() && follows(known.get().law(), sample)) {
      return new Judgement(Verdict.KNOWN, ratio, List.of(known.get().deviation()));
    }
    return new Judgement(Verdict.MISMATCH, ratio, List.of());
  }

  private boolean follows(Law law, DrawnWeights sample) {
    return sample.format() == dtype
        && law.distance(sample.values()) <= allowed(sample.values().length);
  }

  private double ratio(double[] sample) {
    if (initialiser == WeightInit.IDENTITY) {
      return isIdentity(sample) ? 0 : Double.POSITIVE_INFINITY;
    }
    Law law = new TrueLaws(dtype).of(initialiser, FAN_IN, FAN_OUT);
    return law.distance(sample) / allowed(sample.length);
  }

  private static boolean isIdentity(double[] w) {
    for (int k = 0; k < w.length; k++) {
      if (w[k] != (k % (SQUARE + 1) == 0 ? 1 : 0)) {
        return false;
      }
    }
    return true;
  }

  private static double allowed(int count) {
    return Math.sqrt(Math.log(2 / ERROR_RATE) / (2 * count));
  }
}
