package dev.gradparity.comparison.explain;

/** What a {@link QuirkyMlp} does otherwise, and the name by which that must be found. */
enum Quirk {
  NONE(""),
  SUM_FOR_MEAN("sum-for-mean"),
  SUM_IN_GRADIENT("sum-for-mean"),
  TWICE_DIVIDED("batch-factor"),
  TIMES_OUTPUTS("outputs-factor"),
  TIMES_BATCH_AND_OUTPUTS("batch-outputs-factor"),
  DOUBLE("factor-two"),
  HALF("factor-half"),
  NEGATED("sign"),
  TRANSPOSED("transpose"),
  COLUMNS_PERMUTED("permuted-columns"),
  NO_DERIVATIVE("missing-derivative"),
  DERIVATIVE_TWICE("doubled-derivative"),
  ELEMENTWISE_SOFTMAX("elementwise-softmax"),
  NO_PENALTY("penalty-left-out"),
  PENALTY_TWICE("penalty-twice"),
  PENALTY_BY_BATCH("penalty-scaled"),
  PENALTY_ON_BIAS("penalty-on-bias"),
  FIRST_ROW_OF_BIAS("bias-not-reduced"),
  UNREDUCED_BIAS("bias-not-reduced"),
  MEAN_OF_BIAS("batch-factor"),
  UPDATE("update-for-gradient"),
  NO_BIAS("bias-left-out"),
  UNTRANSPOSED("untransposed-weights"),
  SHIFTED_FEATURES("features-shifted"),
  SHIFTED_LABELS("labels-shifted"),
  COLUMN_MAJOR_INPUT("column-major-input"),
  FLOAT32_CONSTANTS("float32-constants"),
  FLOAT32_ARITHMETIC("float32-arithmetic"),
  STALE_GRADIENT("stale-gradient"),
  STALE_PARAMETERS("stale-gradient"),
  ACCUMULATED("accumulated-gradient"),
  ASCENT("sign"),
  BEFORE_THE_STEP("before-the-step");

  final String id;

  Quirk(String id) {
    this.id = id;
  }
}
