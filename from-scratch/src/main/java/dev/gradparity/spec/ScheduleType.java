package dev.gradparity.spec;

/** What a {@link Schedule} counts, from 0. */
public enum ScheduleType implements Named {
  /** The training steps. */
  ITERATION("iteration"),
  /** The passes over all examples. */
  EPOCH("epoch");

  private final String specName;

  ScheduleType(String specName) {
    this.specName = specName;
  }

  @Override
  public String specName() {
    return specName;
  }
}
