package dev.gradparity.spec;

/** How a layer's first weights come about; biases start at zero. */
public sealed interface Initialiser permits WeightInit, Distribution {

  /** The name in specification files. */
  String specName();
}
