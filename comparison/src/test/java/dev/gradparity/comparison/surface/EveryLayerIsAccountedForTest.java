package dev.gradparity.comparison.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gradparity.spec.LayerForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.junit.jupiter.api.Test;

/**
 * Every class of layers, dropout, noise and preprocessors that Deeplearning4j has is one that a
 * specification can say, or listed here with a reason: one that an upgrade adds fails by its name.
 */
class EveryLayerIsAccountedForTest {

  /** By the form, or the setting, that says it. */
  private static final Map<String, List<String>> LAYERS =
      Map.of(
          "dense", List.of("DenseLayer", "OutputLayer", "RnnOutputLayer"),
          "activation", List.of("ActivationLayer"),
          "loss", List.of("LossLayer", "RnnLossLayer"),
          "dropout", List.of("DropoutLayer"),
          "embedding", List.of("EmbeddingLayer"),
          "batchnorm", List.of("BatchNormalization"),
          "prelu", List.of("PReLULayer"),
          "elementwise", List.of("ElementWiseMultiplicationLayer"),
          "frozen", List.of("FrozenLayer", "FrozenLayerWithBackprop"));

  private static final Map<String, List<String>> OTHER_LAYERS =
      Map.of(
          "works on sequences",
          List.of(
              "Bidirectional",
              "EmbeddingSequenceLayer",
              "GravesBidirectionalLSTM",
              "GravesLSTM",
              "LSTM",
              "LastTimeStep",
              "LearnedSelfAttentionLayer",
              "MaskZeroLayer",
              "RecurrentAttentionLayer",
              "RepeatVector",
              "SelfAttentionLayer",
              "SimpleRnn",
              "TimeDistributed"),
          "works on images, volumes or series",
          List.of(
              "CapsuleLayer",
              "CapsuleStrengthLayer",
              "Cnn3DLossLayer",
              "CnnLossLayer",
              "Convolution1D",
              "Convolution1DLayer",
              "Convolution2D",
              "Convolution3D",
              "ConvolutionLayer",
              "Cropping1D",
              "Cropping2D",
              "Cropping3D",
              "Deconvolution2D",
              "Deconvolution3D",
              "DepthwiseConvolution2D",
              "GlobalPoolingLayer",
              "LocalResponseNormalization",
              "LocallyConnected1D",
              "LocallyConnected2D",
              "Pooling1D",
              "Pooling2D",
              "PrimaryCapsules",
              "SeparableConvolution2D",
              "SpaceToBatchLayer",
              "SpaceToDepthLayer",
              "Subsampling1DLayer",
              "Subsampling3DLayer",
              "SubsamplingLayer",
              "Upsampling1D",
              "Upsampling2D",
              "Upsampling3D",
              "Yolo2OutputLayer",
              "ZeroPadding1DLayer",
              "ZeroPadding3DLayer",
              "ZeroPaddingLayer"),
          "is trained without labels, by a loss of its own",
          List.of("AutoEncoder", "VariationalAutoencoder"),
          "has a loss that learns besides the parameters: centres, or a quantile",
          List.of("CenterLossOutputLayer", "OCNNOutputLayer"),
          "does nothing to rows of numbers",
          List.of("IdentityLayer", "MaskLayer"));

  private static final Map<String, List<String>> DROPOUTS =
      Map.of(
          "dropOut, by masks that are given",
          List.of("Dropout"),
          "draws real numbers from ND4J's generator, which nobody else has",
          List.of("AlphaDropout", "GaussianDropout", "GaussianNoise"),
          "works on images and series",
          List.of("SpatialDropout"));

  private static final Map<String, List<String>> NOISES =
      Map.of(
          "draws from ND4J's generator, which nobody else has",
          List.of("DropConnect", "WeightNoise"));

  private static final Map<String, List<String>> PREPROCESSORS =
      Map.of(
          "input, an example of any rank flattened to a row",
          List.of("Cnn3DToFeedForwardPreProcessor", "CnnToFeedForwardPreProcessor"),
          "timeSteps, a row of each step of a sequence",
          List.of("FeedForwardToRnnPreProcessor", "RnnToFeedForwardPreProcessor"),
          "leads to layers that are not dense",
          List.of(
              "CnnToRnnPreProcessor",
              "FeedForwardToCnn3DPreProcessor",
              "FeedForwardToCnnPreProcessor",
              "RnnToCnnPreProcessor"),
          "is made of others",
          List.of("ComposableInputPreProcessor"));

  /** The classes that can be made of a type, by their short names. */
  private static Set<String> classes(String packageName, Class<?> type) {
    JavaClasses all = new ClassFileImporter().importPackages(packageName);
    return all.stream()
        .filter(c -> c.isTopLevelClass() && c.isAssignableTo(type) && !c.isInterface())
        .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
        .map(JavaClass::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Map<String, List<String>> byReason) {
    return byReason.values().stream()
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyLayer() {
    Map<String, List<String>> all = new HashMap<>(LAYERS);
    all.putAll(OTHER_LAYERS);
    assertEquals(names(all), classes("org.deeplearning4j.nn", Layer.class));
  }

  @Test
  void everyFormIsALayerOfTheLibrarys() {
    Set<String> forms = new TreeSet<>(LAYERS.keySet());
    forms.remove("frozen");
    assertEquals(new TreeSet<>(LayerForm.NAMES), forms);
  }

  @Test
  void everyDropoutAndEveryNoiseOfWeights() {
    assertEquals(names(DROPOUTS), classes("org.deeplearning4j.nn.conf", IDropout.class));
    assertEquals(names(NOISES), classes("org.deeplearning4j.nn.conf", IWeightNoise.class));
  }

  @Test
  void everyPreprocessor() {
    assertEquals(
        names(PREPROCESSORS), classes("org.deeplearning4j.nn.conf", InputPreProcessor.class));
  }
}
