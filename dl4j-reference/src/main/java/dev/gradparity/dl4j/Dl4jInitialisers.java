package dev.gradparity.dl4j;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.weightinit.WeightInitScheme;

/** The library's first weights of the same name: its layers', its graphs' and its operations'. */
public final class Dl4jInitialisers {

  private Dl4jInitialisers() {}

  /**
   * The weights with which a MultiLayerNetwork starts a layer, W (fan-in, fan-out) in row-major
   * order.
   *
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  public static double[] weights(
      Initialiser initialiser, DType dtype, int fanIn, int fanOut, long seed) {
    NativeLibrary.require();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(Dl4jConventions.type(dtype))
                .list(
                    new OutputLayer.Builder(new LossMSE())
                        .nIn(fanIn)
                        .nOut(fanOut)
                        .weightInit(of(initialiser))
                        .build())
                .build());
    network.init();
    return Dl4jArrays.rowMajor(network.getParam("0_W"));
  }

  /**
   * The weights with which a SameDiff variable of this type starts, by ND4J's scheme.
   *
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  public static DrawnWeights ofSameDiff(
      Initialiser initialiser, DType dtype, int fanIn, int fanOut, long seed) {
    NativeLibrary.require();
    Nd4j.getRandom().setSeed(seed);
    SameDiff graph = SameDiff.create();
    WeightInitScheme scheme = SameDiffSchemes.of(initialiser, fanIn, fanOut);
    graph.var("W", scheme, Dl4jConventions.type(dtype), fanIn, fanOut);
    return DrawnWeights.of(graph.getArrForVarName("W"));
  }

  /**
   * Weights by ND4J's random operations, the initialiser's formula written out.
   *
   * @throws NativeLibraryMissingException if ND4J cannot run on this host
   */
  public static DrawnWeights ofOperations(
      Initialiser initialiser, DType dtype, int fanIn, int fanOut, long seed) {
    NativeLibrary.require();
    Nd4j.getRandom().setSeed(seed);
    return DrawnWeights.of(Nd4jWeights.of(initialiser, dtype, fanIn, fanOut));
  }

  private static IWeightInit of(Initialiser initialiser) {
    return initialiser instanceof Distribution distribution
        ? new WeightInitDistribution(distribution.match(new Dl4jDistributions()))
        : WeightInit.valueOf(((Enum<?>) initialiser).name()).getWeightInitFunction(null);
  }
}
