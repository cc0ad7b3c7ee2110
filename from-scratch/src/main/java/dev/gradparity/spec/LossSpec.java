package dev.gradparity.spec;

import java.util.List;
import java.util.Objects;

/**
 * The loss of one example, with its settings.
 *
 * <p>Clipping is Deeplearning4j's: the loss reads min(max(p, clip), 1 - clip) for p, and its
 * gradient is still that of the loss without clipping, so that a confident mistake is corrected.
 *
 * @param kind the function
 * @param weights of the outputs, one factor for each output's share; empty where all are 1
 * @param clip how far probabilities stay away from 0 and 1 in the loss; 0 for as they are
 */
public record LossSpec(LossKind kind, List<Double> weights, double clip) {

  /** Checks the parts; the number of weights is the network's matter. */
  public LossSpec {
    Objects.requireNonNull(kind, "kind");
    weights = List.copyOf(weights);
    InvalidSpecException.unless(
        weights.isEmpty() || kind.takesWeights(),
        "weights",
        "the loss %s has no weights; leave them out".formatted(kind.specName()));
    for (int j = 0; j < weights.size(); j++) {
      double weight = weights.get(j);
      InvalidSpecException.unless(
          weight >= 0 && weight < Double.POSITIVE_INFINITY,
          "weights[" + j + "]",
          "must be at least 0 and finite, got " + weight);
    }
    InvalidSpecException.unless(
        clip == 0 || kind.takesClip(),
        "clip",
        "the loss %s does not clip; leave it out".formatted(kind.specName()));
    InvalidSpecException.unless(
        clip >= 0 && clip < 0.5, "clip", "must be at least 0 and below 0.5, got " + clip);
  }

  /** The loss of this kind without any setting. */
  public static LossSpec of(LossKind kind) {
    return new LossSpec(kind, List.of(), 0);
  }

  /** The function's name in specification files. */
  public String specName() {
    return kind.specName();
  }

  /** Whether it is the function alone. */
  public boolean isPlain() {
    return weights.isEmpty() && clip == 0;
  }

  /** The factor of this output's share. */
  public double weight(int output) {
    return weights.isEmpty() ? 1 : weights.get(output);
  }

  /** The same function without any setting. */
  public LossSpec plain() {
    return of(kind);
  }
}
