package dev.gradparity.comparison.port;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;

/** The method that has Deeplearning4j's network go on where a training stopped. */
final class Dl4jResume {

  private Dl4jResume() {}

  /** The method, after an empty line. */
  static String method(NetworkSpec spec, Imports imports) {
    String start =
        """

          /** Has the network go on where the training stopped that this state is of. */
          static void resume(MultiLayerNetwork net, UpdaterState state) {
            net.setIterationCount(UpdaterState.ITERATIONS);
            net.setEpochCount(UpdaterState.EPOCHS);
        """;
    if (UpdaterStateClass.all(spec).isEmpty()) {
      return start + "  }\n";
    }
    imports.of("org.deeplearning4j.nn.updater", "MultiLayerUpdater");
    imports.of("org.deeplearning4j.nn.updater", "UpdaterBlock");
    return start
        + """
            MultiLayerUpdater updater = (MultiLayerUpdater) net.getUpdater();
            double[] vector = new double[(int) updater.getStateViewArray().length()];
            // A block is a run of equal updaters: all that they remember first, then all of the second.
            for (UpdaterBlock block : updater.getUpdaterBlocks()) {
              int from = block.getParamOffsetStart();
              int length = block.getParamOffsetEnd() - from;
              int to = block.getUpdaterViewOffsetStart();
              for (int k = 0; to + length <= block.getUpdaterViewOffsetEnd(); k++, to += length) {
                System.arraycopy(state.memory[k].flat(), from, vector, to, length);
              }
            }
            updater.setStateViewArray(Nd4j.create(new double[][] {vector})%s);
          }
        """
            .formatted(spec.dtype() == DType.FLOAT32 ? ".castTo(DataType.FLOAT)" : "");
  }
}
