package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.numerics.Variation.Kind;
import dev.gradparity.spec.PerParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Which gradient each step of a training uses, where it is not that of the step. */
final class OtherGradients {

  private final Variation variation;
  private final LinearErrors linear;
  private Map<TensorName, Bounded> last;
  private PerParameter<Bounded> lastParameters;

  OtherGradients(Variation variation, Rounding r) {
    this.variation = variation;
    linear = new LinearErrors(r);
  }

  /**
   * What the next step uses.
   *
   * @param pass the step's own
   * @param parameters those that the pass is of
   * @param passAt the step's minibatch at other parameters
   */
  Map<TensorName, Bounded> of(
      Map<TensorName, Bounded> pass,
      PerParameter<Bounded> parameters,
      Function<PerParameter<Bounded>, Map<TensorName, Bounded>> passAt) {
    Map<TensorName, Bounded> used =
        switch (variation.kind()) {
          case STEP -> scaled(pass);
          case LAST_GRADIENT -> last == null ? pass : last;
          case LAST_PARAMETERS -> last == null ? pass : passAt.apply(lastParameters);
          case ACCUMULATED -> last == null ? pass : sum(pass);
          default -> pass;
        };
    last = variation.is(Kind.ACCUMULATED) ? used : pass;
    lastParameters = parameters;
    return used;
  }

  private Map<TensorName, Bounded> scaled(Map<TensorName, Bounded> pass) {
    Map<TensorName, Bounded> scaled = new LinkedHashMap<>();
    pass.forEach((name, g) -> scaled.put(name, linear.scaled(variation.factor(), g)));
    return scaled;
  }

  private Map<TensorName, Bounded> sum(Map<TensorName, Bounded> pass) {
    // All else has a row per example, and minibatches differ in those.
    Map<TensorName, Bounded> sum = new LinkedHashMap<>();
    pass.forEach(
        (name, g) -> {
          if (name.quantity().gradientBy().isPresent()) {
            sum.put(name, linear.sum(last.get(name), 1, g));
          }
        });
    return sum;
  }
}
