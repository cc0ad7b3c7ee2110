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
  MEAN_OF_COUNTED("mean-of-counted"),
  MEAN_OF_COUNTED_IN_GRADIENT("mean-of-counted"),
  MEAN_OF_COUNTED_IN_LOSS("mean-of-counted"),
  MEAN_OF_COUNTED_OUTPUTS("mean-of-counted"),
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
  BEFORE_THE_STEP("before-the-step"),
  DECAY_IN_SHOWN_GRADIENT("decay-in-gradient"),
  DECAY_IN_SHOWN_OBJECTIVE("decay-in-gradient"),
  DECAY_IN_GRADIENT("decay-in-gradient"),
  DECAY_IN_OBJECTIVE("decay-in-gradient"),
  PENALTY_AS_DECAY("penalty-as-decay"),
  PENALTY_IN_LOSS_AND_AS_DECAY("penalty-as-decay"),
  NO_DECAY("decay-left-out"),
  DECAY_BY_OTHER_RATE("decay-by-other-rate"),
  DECAY_ON_BIAS("decay-on-bias"),
  NO_CONSTRAINT("constraint-left-out"),
  CONSTRAINT_BEFORE_STEP("constraint-before-step"),
  CONSTRAINT_OF_OTHER_AXIS("constraint-axis"),
  CONSTRAINT_OF_BOTH_AXES("constraint-axis"),
  CONSTRAINT_ON_BIAS("constraint-on-bias");

  final String id;

  Quirk(String id) {
    this.id = id;
  }

  /** Whether it is one of weight decay. */
  boolean isOfDecay() {
    return name().contains("DECAY");
  }

  /** Whether it is one of label masks. */
  boolean isOfMasks() {
    return name().contains("COUNTED");
  }

  /** Whether it is one of constraints. */
  boolean isOfConstraints() {
    return name().contains("CONSTRAINT");
  }
}
