package dev.gradparity.comparison.port;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;

/**
 * The methods that read what the updater of Deeplearning4j's network remembers, and have the
 * network go on where a training stopped.
 */
final class Dl4jResume {

  private Dl4jResume() {}

  private static void imports(Imports imports) {
    imports.of("org.deeplearning4j.nn.updater", "MultiLayerUpdater");
    imports.of("org.deeplearning4j.nn.updater", "UpdaterBlock");
  }

  /** The method that reads, after an empty line; nothing where nothing is remembered. */
  static String memory(NetworkSpec spec, Imports imports) {
    int most = 0;
    for (UpdaterStateClass.Remembered remembered : UpdaterStateClass.all(spec)) {
      most = Math.max(most, remembered.index() + 1);
    }
    if (most == 0) {
      return "";
    }
    imports(imports);
    imports.of("java.util", "Arrays");
    return """

          /** What updaters remember of every parameter, in its place and shape: a copy. */
          static Parameters[] memory(MultiLayerNetwork net) {
            MultiLayerUpdater updater = (MultiLayerUpdater) net.getUpdater();
            double[] vector = updater.getStateViewArray().toDoubleVector();
            double[][] flat = new double[%d][(int) net.numParams()];
            // A block is a run of equal updaters: all that they remember first, then all of the second.
            for (UpdaterBlock block : updater.getUpdaterBlocks()) {
              int to = block.getParamOffsetStart();
              int length = block.getParamOffsetEnd() - to;
              int from = block.getUpdaterViewOffsetStart();
              for (int k = 0; from + length <= block.getUpdaterViewOffsetEnd(); k++, from += length) {
                System.arraycopy(vector, from, flat[k], to, length);
              }
            }
            return Arrays.stream(flat).map(Parameters::ofFlat).toArray(Parameters[]::new);
          }
        """
        .formatted(most);
  }

  /** The method that goes on, after an empty line. */
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
    imports(imports);
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
