package dev.gradparity.dl4j;

import org.nd4j.linalg.dataset.DataSet;

/** A minibatch that lies in ND4J's memory, to be fitted again and again. */
public final class Dl4jMinibatch {

  private final DataSet data;

  Dl4jMinibatch(DataSet data) {
    this.data = data;
  }

  DataSet data() {
    return data;
  }
}
