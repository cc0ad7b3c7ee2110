package dev.gradparity.dl4j;

import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerFormCases;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Regularisation;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Builds the network of a specification: one that trains, or one whose gradients are observed. */
final class Dl4jConfiguration {

  private final NetworkSpec spec;
  private final boolean trains;

  private Dl4jConfiguration(NetworkSpec spec, boolean trains) {
    this.spec = spec;
    this.trains = trains;
  }

  /**
   * The network that trains, over the given vector of parameters, which it shares and does not
   * initialise: ND4J's random numbers stay out of it, and several networks can learn and watch the
   * same parameters. It keeps its scratch arrays in ND4J's workspaces.
   */
  static MultiLayerNetwork trained(NetworkSpec spec, INDArray parameters) {
    return new Dl4jConfiguration(spec, true).network(WorkspaceMode.ENABLED, parameters);
  }

  /**
   * A network over the same parameters whose update is the gradient of the objective: without what
   * a step does beside following it, which is normalisation, decay, freezing and constraints. Its
   * arrays live on after the call that made them.
   */
  static MultiLayerNetwork observed(NetworkSpec spec, INDArray parameters) {
    MultiLayerNetwork network =
        new Dl4jConfiguration(spec, false).network(WorkspaceMode.NONE, parameters);
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      // Dropout would take the place of the activation that it drops out of.
      layer.allowInputModification(false);
    }
    return network;
  }

  private MultiLayerNetwork network(WorkspaceMode workspaces, INDArray parameters) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(workspaces));
    network.init(parameters, false);
    return network;
  }

  private MultiLayerConfiguration configuration(WorkspaceMode workspaces) {
    ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(spec.seed())
            .dataType(Dl4jConventions.type(spec.dtype()))
            .miniBatch(Dl4jConventions.miniBatch(spec.reduction()))
            .trainingWorkspaceMode(workspaces)
            .inferenceWorkspaceMode(workspaces)
            .list()
            // A softmax of one output is always 1, and legal; the library would refuse it.
            .validateOutputLayerConfig(false);
    for (int l = 1; l <= spec.depth(); l++) {
      layers.layer(layer(l));
    }
    if (spec.hasSequences()) {
      Dl4jSequences.declare(layers, spec);
    } else {
      Dl4jConventions.declareInput(layers, Dl4jConventions.presented(spec));
    }
    return layers.build();
  }

  private Layer layer(int number) {
    return spec.layer(number).form().match(new Forms(number));
  }

  /** The registry of forms. */
  private final class Forms implements LayerFormCases<Layer> {

    private final int number;

    Forms(int number) {
      this.number = number;
    }

    @Override
    public Layer dense(LayerForm.Dense form) {
      return denseLayer(number, form.hasLayerNorm());
    }

    @Override
    public Layer activation(LayerForm.Activation form) {
      return new ActivationLayer(activationOf(number));
    }

    @Override
    public Layer loss(LayerForm.Loss form) {
      IActivation activation = activationOf(number);
      return spec.hasSequences()
          ? Dl4jSequences.lossLayer()
              .lossFunction(Dl4jLosses.of(spec))
              .activation(activation)
              .build()
          : new LossLayer.Builder(Dl4jLosses.of(spec)).activation(activation).build();
    }

    @Override
    public Layer dropout(LayerForm.Dropout form) {
      return new DropoutLayer(new GivenDropout(spec, number));
    }

    @Override
    public Layer embedding(LayerForm.Embedding form) {
      EmbeddingLayer.Builder builder = new EmbeddingLayer.Builder();
      settle(builder, number);
      return unlessFrozen(builder.hasBias(spec.layer(number).settings().hasBias()).build());
    }

    @Override
    public Layer batchNorm(LayerForm.BatchNorm form) {
      // Without useLogStd, the variance itself is what moves.
      return new BatchNormalization.Builder()
          .decay(form.decay())
          .eps(form.eps())
          .lockGammaBeta(form.lockGammaBeta())
          .gamma(form.gamma())
          .beta(form.beta())
          .useLogStd(false)
          .nIn(spec.fanIn(number))
          .nOut(spec.fanOut(number))
          .updater(updater(number, false))
          .build();
    }

    @Override
    public Layer pRelu(LayerForm.PRelu form) {
      PReLULayer.Builder builder = new PReLULayer.Builder().inputShape(spec.fanIn(number));
      if (form.isShared()) {
        builder.sharedAxes(1);
      }
      settle(builder, number);
      return unlessFrozen(builder.build());
    }

    @Override
    public Layer elementwiseMultiplication(LayerForm.ElementwiseMultiplication form) {
      ElementWiseMultiplicationLayer.Builder builder = new ElementWiseMultiplicationLayer.Builder();
      settle(builder, number);
      return unlessFrozen(builder.build());
    }

    private Layer unlessFrozen(Layer layer) {
      return isFrozen(number) ? new FrozenLayerWithBackprop(layer) : layer;
    }
  }

  /** The library's gain is an array of one axis, and a weight. */
  private void requireNoNormOfGain(int number) {
    for (Constraint constraint : spec.layer(number).settings().constraints()) {
      if (constraint.takesNormOfWeights()) {
        throw new NoSuchOperationException(
            "Deeplearning4j",
            "constraint",
            constraint.rule().specName(),
            ("of the weights of layer %d, it takes the norm of the layer norm's whole gain, or"
                    + " throws; leave out one of the two")
                .formatted(number));
      }
    }
  }

  private Layer denseLayer(int number, boolean hasLayerNorm) {
    boolean hasBias = spec.layer(number).settings().hasBias();
    if (number == spec.depth()) {
      if (hasLayerNorm) {
        throw new NoSuchOperationException(
            "Deeplearning4j",
            "layer norm",
            "of layer " + number,
            "its output layers have none; add a dense layer without it");
      }
      BaseOutputLayer.Builder<?> output =
          spec.hasSequences() ? Dl4jSequences.outputLayer(spec) : new OutputLayer.Builder();
      output.lossFunction(Dl4jLosses.of(spec)).hasBias(hasBias);
      settle(output, number);
      return output.build();
    }
    if (hasLayerNorm) {
      requireNoNormOfGain(number);
    }
    DenseLayer.Builder dense = new DenseLayer.Builder().hasBias(hasBias).hasLayerNorm(hasLayerNorm);
    settle(dense, number);
    return isFrozen(number) ? new FrozenLayerWithBackprop(dense.build()) : dense.build();
  }

  private boolean isFrozen(int number) {
    return trains && spec.layer(number).settings().frozen();
  }

  /** Of an embedding the number of rows; weights that are a row have as many as their input. */
  private int inputs(int number) {
    return spec.layer(number).form().keepsWidth()
        ? spec.fanIn(number)
        : spec.rows(number, ParameterKind.WEIGHTS);
  }

  private IActivation activationOf(int number) {
    return Dl4jConventions.activation(spec.layer(number).activation(), spec.dtype());
  }

  private void settle(FeedForwardLayer.Builder<?> builder, int number) {
    LayerSpec layer = spec.layer(number);
    builder.nIn(inputs(number)).nOut(layer.units()).activation(activationOf(number));
    if (layer.form().dropOut() < 1) {
      builder.dropOut(new GivenDropout(spec, number));
    }
    Regularisation regularisation = spec.regularisation(number);
    builder.regularization(Dl4jConventions.regularisation(regularisation.weights(), trains));
    builder.regularizationBias(Dl4jConventions.regularisation(regularisation.bias(), trains));
    IUpdater ofWeights = updater(number, false);
    IUpdater ofBias = updater(number, true);
    builder.updater(ofWeights);
    if (!ofBias.equals(ofWeights)) {
      builder.biasUpdater(ofBias);
    }
    LayerSettings settings = layer.settings();
    if (trains && !settings.frozen()) {
      builder
          .gradientNormalization(Dl4jConventions.normalisation(settings.normalisation()))
          .gradientNormalizationThreshold(settings.normalisation().threshold());
      Dl4jConventions.constrain(builder, settings);
    }
  }

  /**
   * An output layer cannot be wrapped to be frozen: its updater makes every update zero. The
   * library's {@code NoOp} would leave the gradient as it is, and have it subtracted.
   */
  private IUpdater updater(int number, boolean isBias) {
    if (!trains) {
      return Dl4jConventions.gradientAsUpdate();
    }
    boolean isFrozenOutput = spec.layer(number).settings().frozen() && number == spec.depth();
    return isFrozenOutput ? new Sgd(0.0) : Dl4jConventions.updater(spec.updater(number, isBias));
  }
}
