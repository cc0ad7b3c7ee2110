package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ParameterKind;

/**
 * A form whose input has met dropout: what is retained is divided by the probability p of that, or
 * multiplied by its reciprocal.
 *
 * @param form what makes z of it
 * @param retained row by row
 * @param p the probability
 * @param r the format
 */
@SuppressWarnings("ArrayRecordComponent") // of one walk, never compared
record DropoutErrors(FormErrors form, boolean[] retained, double p, Rounding r)
    implements FormErrors {

  /** Of p, the reciprocal and the product. */
  private static final int ROUNDINGS = 3;

  @Override
  public Bounded forward(Bounded input) {
    return form.forward(scaled(input));
  }

  @Override
  public Bounded gradient(ParameterKind kind, Bounded input, Bounded dZ) {
    return form.gradient(kind, scaled(input), dZ);
  }

  @Override
  public Bounded inputGradient(Bounded input, Bounded dZ) {
    return scaled(form.inputGradient(scaled(input), dZ));
  }

  private Bounded scaled(Bounded x) {
    double[] value = new double[x.size()];
    for (int k = 0; k < value.length; k++) {
      value[k] = retained[k] ? x.value()[k] / p : 0;
    }
    return Bounded.ofElements(
        r,
        x.rows(),
        x.columns(),
        value,
        x.meetsKink(),
        (level, k) ->
            retained[k]
                ? x.error(level, k) / p
                    + r.gamma(level, ROUNDINGS) * (x.magnitude(level, k) / p)
                    + r.tiny()
                : 0);
  }
}
