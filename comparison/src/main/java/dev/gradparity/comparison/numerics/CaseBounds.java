package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import java.util.Map;
import java.util.function.Function;

/** The bounds of one case: gauges from one walk over it, tolerances from the table. */
public final class CaseBounds implements Bounds {

  private final String caseName;
  private final DType dtype;
  private final int innerLength;
  private final Map<TensorName, Gauged> gauges;

  private CaseBounds(Case task, int batchSize, Function<Double, Map<TensorName, Gauged>> walk) {
    caseName = task.name();
    dtype = task.spec().dtype();
    innerLength = longestInnerLength(task.spec(), batchSize);
    gauges = walk.apply(Tolerances.of(Quantity.PRE_ACTIVATION, dtype, innerLength));
  }

  /** Walks the case. */
  public static CaseBounds of(Case task) {
    if (task instanceof Case.Gradient gradient) {
      return new CaseBounds(
          task,
          gradient.batch().count(),
          kinkWidth ->
              GradientWalk.over(
                  gradient.spec(), gradient.parameters(), gradient.batch(), kinkWidth));
    }
    if (task instanceof Case.Training training) {
      return new CaseBounds(
          task, training.batchSize(), kinkWidth -> TrainingWalk.over(training, kinkWidth));
    }
    throw new IllegalArgumentException("no bounds for " + task);
  }

  private static int longestInnerLength(NetworkSpec spec, int batchSize) {
    int longest = Math.max(batchSize, spec.inputSize());
    for (int l = 1; l <= spec.depth(); l++) {
      longest = Math.max(longest, spec.fanOut(l));
    }
    return longest;
  }

  @Override
  public Bound of(TensorName name) {
    Gauged gauged = gauges.get(name);
    if (gauged == null) {
      throw new IllegalArgumentException("the case " + caseName + " has no tensor " + name);
    }
    double tolerance = Tolerances.of(name.quantity(), dtype, innerLength);
    return new Bound(Dense.scaled(tolerance, gauged.gauge()), gauged.kink());
  }
}
