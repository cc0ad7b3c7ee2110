package dev.gradparity.comparison.port;

import dev.gradparity.spec.NetworkSpec;

/** Dropout by the masks of the plain class, in the place of the library's random ones. */
final class Dl4jDropout {

  private Dl4jDropout() {}

  /** Whether any layer drops out. */
  static boolean isIn(NetworkSpec spec) {
    return spec.layers().stream().anyMatch(layer -> layer.form().dropOut() < 1);
  }

  /** The method {@code withSeededDropout}, after an empty line; empty where nothing drops out. */
  static String method(NetworkSpec spec, Imports imports) {
    if (!isIn(spec)) {
      return "";
    }
    imports.of("org.deeplearning4j.nn.multilayer", "MultiLayerNetwork");
    StringBuilder text =
        new StringBuilder(
            """

              /**
               * The same network with the masks of PlainNetwork, so that both can be compared: the library
               * draws others every time. Restore a saved network first.
               */
              static MultiLayerNetwork withSeededDropout(MultiLayerNetwork net) {
                // Untold, dropout writes over the activation that it drops out of.
            """);
    StringBuilder masks = new StringBuilder();
    for (int l = 1; l <= spec.depth(); l++) {
      double p = spec.layer(l).form().dropOut();
      if (p < 1) {
        text.append("    net.getLayer(%d).allowInputModification(false);\n".formatted(l - 1));
        String layer = "net.getLayer(%d).conf().getLayer()".formatted(l - 1);
        String made = "new SeededDropout(%d, %s)".formatted(l, JavaNumber.of(p));
        masks.append(JavaCode.statement(4, "", JavaCode.call(layer + ".setIDropout", made)));
      }
    }
    return text.append(masks).append("    return net;\n  }\n").toString();
  }

  /** The class that the method needs, after an empty line; empty where nothing drops out. */
  static String nested(NetworkSpec spec, Imports imports) {
    if (!isIn(spec)) {
      return "";
    }
    imports.of("org.deeplearning4j.nn.conf.dropout", "IDropout");
    imports.of("org.deeplearning4j.nn.workspace", "LayerWorkspaceMgr");
    return """

          /** Dropout of the input of a layer, by its number from 1 and the probability to retain. */
          private record SeededDropout(int layer, double p) implements IDropout {

            @Override
            public INDArray applyDropout(
                INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
              return result.assign(dropped(input, iteration));
            }

            @Override
            public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
              return result.assign(dropped(gradient, iteration));
            }

            private INDArray dropped(INDArray input, int iteration) {
              int rows = (int) input.size(0);
              int columns = (int) input.size(1);
              boolean[][] retained = PlainNetwork.retained(layer, p, iteration, rows, columns);
              double[] values = input.dup('c').data().asDouble();
              double[][] dropped = new double[rows][columns];
              for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                  dropped[i][j] = retained[i][j] ? values[i * columns + j] / p : 0;
                }
              }
              return Nd4j.create(dropped);
            }

            @Override
            public void clear() {}

            @Override
            public IDropout clone() {
              return this;
            }
          }
        """;
  }
}
