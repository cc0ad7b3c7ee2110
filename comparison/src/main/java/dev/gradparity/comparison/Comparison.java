package dev.gradparity.comparison;

import dev.gradparity.spec.DType;
import java.util.List;
import java.util.Optional;

/**
 * Two subjects on one case.
 *
 * @param network the network's name
 * @param task what was done with it
 * @param dtype the format
 * @param left the name of the left subject
 * @param right the name of the right subject
 * @param fingerprint of the left observation: SHA-256 over names, shapes and bits
 * @param tensors the tensors that both sides observed, in data-flow order
 * @param unpaired the tensors that only one side observed, which nothing was said about
 * @param norms how large each layer's gradient is; empty in training, where none is shown
 * @param explanation why they do not match; empty where they do, and where nobody has asked
 * @param confirmation what the arbiter says where the sides match; empty where they do not, where
 *     the case is too large for it, and where nobody has asked
 */
public record Comparison(
    String network,
    String task,
    DType dtype,
    String left,
    String right,
    String fingerprint,
    List<TensorJudgement> tensors,
    List<TensorName> unpaired,
    List<GradientNorm> norms,
    Optional<Explanation> explanation,
    Optional<Confirmation> confirmation) {

  /** Copies the lists. */
  public Comparison {
    tensors = List.copyOf(tensors);
    unpaired = List.copyOf(unpaired);
    norms = List.copyOf(norms);
  }

  /** A comparison that nobody has explained. */
  public Comparison(
      String network,
      String task,
      DType dtype,
      String left,
      String right,
      String fingerprint,
      List<TensorJudgement> tensors,
      List<TensorName> unpaired,
      List<GradientNorm> norms) {
    this(
        network,
        task,
        dtype,
        left,
        right,
        fingerprint,
        tensors,
        unpaired,
        norms,
        Optional.empty(),
        Optional.empty());
  }

  /** The same comparison with other judgements. */
  Comparison with(List<TensorJudgement> judgements) {
    return with(judgements, explanation, confirmation);
  }

  /** The same comparison, explained. */
  public Comparison with(Explanation why) {
    return with(tensors, Optional.of(why), confirmation);
  }

  /** The same comparison, held against the arbiter: tensors that it contradicts do not match. */
  public Comparison with(Confirmation byArbiter) {
    List<TensorJudgement> judgements =
        tensors.stream()
            .map(
                tensor ->
                    byArbiter.contradicted().stream()
                        .filter(other -> other.name().equals(tensor.name()))
                        .findFirst()
                        .orElse(tensor))
            .toList();
    return with(judgements, explanation, Optional.of(byArbiter));
  }

  private Comparison with(
      List<TensorJudgement> judgements,
      Optional<Explanation> why,
      Optional<Confirmation> byArbiter) {
    return new Comparison(
        network,
        task,
        dtype,
        left,
        right,
        fingerprint,
        judgements,
        unpaired,
        norms,
        why,
        byArbiter);
  }

  /** Whether the sides agree with each other, be it in a fault that both have. */
  boolean isAgreement() {
    return switch (verdict()) {
      case MATCH, KNOWN, UNDECIDED -> true;
      case VACUOUS -> false;
      case MISMATCH -> confirmation.isPresent();
    };
  }

  /** The name of the case: network and task. */
  public String caseName() {
    return network + " " + task;
  }

  /** The verdict on all tensors together. */
  public Verdict verdict() {
    return Verdict.overall(tensors.stream().map(TensorJudgement::verdict).toList());
  }

  /**
   * The first tensor in data-flow order that does not match; where the fault is to be looked for.
   */
  public Optional<TensorJudgement> firstMismatch() {
    return tensors.stream().filter(t -> t.verdict() == Verdict.MISMATCH).findFirst();
  }
}
