package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.LossLayerScore;
import dev.gradparity.comparison.numerics.Replay;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import java.util.Optional;

/**
 * Which registered deviation of a layer's form explains that a tensor of the library's does not
 * match: what follows from its own inputs by the library's formulas, within bounds.
 */
final class KnownForms {

  private final Observation library;
  private final Replay formulas;
  private final boolean locks;
  private final LossLayerScore score;
  private final boolean misscores;

  private KnownForms(Case task, Observation library) {
    this.library = library;
    locks = locks(task.spec());
    score = new LossLayerScore(task.spec());
    misscores = misscores(task.spec());
    formulas = Replay.ofForms(task, library);
  }

  /** Those of one case; empty where no form departs. */
  static Optional<KnownForms> of(Case task, Observation library) {
    return locks(task.spec()) || misscores(task.spec())
        ? Optional.of(new KnownForms(task, library))
        : Optional.empty();
  }

  /** Whether a batch normalisation has a locked gamma or beta that the library leaves out. */
  private static boolean locks(NetworkSpec spec) {
    return spec.layers().stream()
        .map(LayerSpec::form)
        .anyMatch(
            form ->
                form instanceof LayerForm.BatchNorm norm
                    && norm.lockGammaBeta()
                    && (norm.gamma() == 1) != (norm.beta() == 0));
  }

  private static boolean misscores(NetworkSpec spec) {
    LossLayerScore score = new LossLayerScore(spec);
    return score.isOverwritten() || (score.applies() && spec.reduction() == Reduction.SUM);
  }

  /** The deviation that explains a mismatch. */
  Optional<Deviation> explain(TensorName name) {
    if (!formulas.allows(library, name)) {
      return Optional.empty();
    }
    if (misscores && name.quantity() == Quantity.LOSS) {
      return Optional.of(
          Deviations.get(
              score.isOverwritten() ? "losslayer-score-overwritten" : "losslayer-sum-score"));
    }
    return locks ? Optional.of(Deviations.get("batchnorm-locked")) : Optional.empty();
  }
}
