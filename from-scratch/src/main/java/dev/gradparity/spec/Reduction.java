package dev.gradparity.spec;

/** How the losses of a minibatch's examples combine into the loss that is differentiated. */
public enum Reduction implements Named {
  /** The sum over the examples, divided by their number. */
  MEAN("mean"),
  /** The sum over the examples. */
  SUM("sum");

  private final String specName;

  Reduction(String specName) {
    this.specName = specName;
  }

  @Override
  public String specName() {
    return specName;
  }

  /** What the sum over {@code examples} examples is divided by. */
  public int divisor(int examples) {
    return this == MEAN ? examples : 1;
  }
}
