package dev.gradparity.comparison.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.Constraint;
import dev.gradparity.spec.Constraint.Axis;
import dev.gradparity.spec.Constraint.Target;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerSettings;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Regularisation.Terms;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

  private static final LayerSettings PLAIN = LayerSettings.DEFAULT;

  @TempDir Path folder;

  private NetworkSpec read(String json) throws IOException {
    Path file = folder.resolve("some.json");
    Files.writeString(file, json);
    return SpecReader.readNetwork(file);
  }

  /** Two layers; the first key of the network and of the first layer are the test's. */
  private NetworkSpec read(String ofNetwork, String ofLayer) throws IOException {
    return read(
        """
        {%s "input": 2, "loss": "mse", "layers": [
          {%s "units": 3, "activation": "tanh"}, {"units": 1, "activation": "identity"}]}
        """
            .formatted(ofNetwork, ofLayer));
  }

  @Test
  void aLayerHasTheNetworksValueOfEveryKeyThatItLeavesOut() throws IOException {
    NetworkSpec spec = read("\"l1\": 0.5, \"l2\": 0.25,", "\"l2\": 0.125,");

    assertEquals(new Terms(0.5, 0.125, 0, true), spec.regularisation(1).weights());
    assertEquals(new Terms(0.5, 0.25, 0, true), spec.regularisation(2).weights());
    assertEquals(Optional.empty(), spec.layer(2).settings().regularisation());
  }

  @Test
  void whatTheNetworkSaysOfStepsHoldsForEveryLayer() throws IOException {
    NetworkSpec spec =
        read(
            """
            "gradientNormalization": "ClipL2PerLayer", "gradientNormalizationThreshold": 0.5,
            "constraints": [{"name": "MaxNorm", "max": 2, "axis": "units"}],
            "biasUpdater": {"name": "sgd", "learningRate": 1},
            """,
            "\"gradientNormalizationThreshold\": 3, \"constraints\": [],");

    GradientNormalisation.Kind kind = GradientNormalisation.Kind.CLIP_L2_PER_LAYER;
    assertEquals(new GradientNormalisation(kind, 3), spec.layer(1).settings().normalisation());
    assertEquals(new GradientNormalisation(kind, 0.5), spec.layer(2).settings().normalisation());
    assertEquals(List.of(), spec.layer(1).settings().constraints());
    assertEquals(
        List.of(Constraint.onWeights(new Constraint.MaxNorm(2)).over(Axis.UNITS)),
        spec.layer(2).settings().constraints());
    assertEquals(new UpdaterSpec.Sgd(1), spec.updater(1, true));
    assertEquals(new UpdaterSpec.Sgd(0.1), spec.updater(1, false));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Terms terms = new Terms(0.5, 0.25, 0.125, false);
    List<LayerSettings> all = new ArrayList<>();
    all.add(PLAIN.withoutBias());
    all.add(PLAIN.asFrozen());
    all.add(PLAIN.with(Regularisation.NONE));
    all.add(PLAIN.with(new Regularisation(Terms.NONE, terms)));
    all.add(PLAIN.withUpdater(new UpdaterSpec.Adam(0.5, 0.5, 0.5, 0.5)));
    all.add(PLAIN.withBiasUpdater(new UpdaterSpec.Nesterovs(0.5, 0.5)));
    for (GradientNormalisation.Kind kind : GradientNormalisation.Kind.values()) {
      all.add(PLAIN.with(GradientNormalisation.of(kind)));
    }
    for (Constraint.Rule rule :
        List.of(
            new Constraint.MaxNorm(3),
            new Constraint.MinMaxNorm(1, 2, 0.5),
            new Constraint.UnitNorm())) {
      all.add(PLAIN.with(Constraint.onWeights(rule).over(Axis.BOTH).on(Target.ALL)));
    }
    all.add(PLAIN.with(Constraint.onWeights(new Constraint.NonNegative()).on(Target.BIAS)));
    NetworkSpec spec =
        new NetworkSpec(
            "settings",
            DType.FLOAT32,
            Shape.of(2),
            all.stream().map(s -> new LayerSpec(2, ActivationKind.TANH).with(s)).toList(),
            LossSpec.of(LossKind.MSE),
            Reduction.SUM,
            new UpdaterSpec.Sgd(new Schedule.Exponential(ScheduleType.EPOCH, 0.5, 0.9)),
            new Regularisation(terms, Terms.NONE),
            7);

    assertEquals(spec, read(SpecWriter.text(spec)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"l2\": -1,| layers[0].l2: must be at least 0",
        "\"l1Bias\": -1,| layers[0].l1Bias: must be at least 0",
        "\"weightDecay\": \"1\",| layers[0].weightDecay: must be a number",
        "\"weightDecayApplyLr\": true,| did you mean \"weightDecayApplyLR\"?",
        "\"frozen\": 1,| layers[0].frozen: must be true or false",
        "\"hasBias\": 0,| layers[0].hasBias: must be true or false",
        "\"gradientNormalization\": \"clipl2perlayr\",| did you mean \"clipl2perlayer\"?",
        "\"gradientNormalizationThreshold\": 0,"
            + "| layers[0].gradientNormalizationThreshold: must be positive",
        "\"constraints\": {},| layers[0].constraints: must be a list",
        "\"constraints\": [{}],| layers[0].constraints[0].name: is missing",
        "\"constraints\": [{\"name\": \"maxnrm\"}],| did you mean \"maxnorm\"?",
        "\"constraints\": [{\"name\": \"maxnorm\", \"max\": 0}],"
            + "| layers[0].constraints[0].max: must be positive",
        "\"constraints\": [{\"name\": \"unitnorm\", \"max\": 1}],"
            + "| layers[0].constraints[0].max: is an unknown key",
        "\"constraints\": [{\"name\": \"minmaxnorm\", \"min\": 2}],"
            + "| layers[0].constraints[0].min: must be at least 0 and at most max",
        "\"updater\": {\"name\": \"sgd\", \"learningRate\": 0},"
            + "| some.json: layers[0].updater.learningRate: must be positive",
        "\"biasUpdater\": {\"name\": \"sgdd\"},| layers[0].biasUpdater.name: there is no",
      })
  void whatIsWrongIsNamedWithItsPlace(String ofLayer, String complaint) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> read("", ofLayer));
    assertTrue(e.getMessage().contains(complaint), e.getMessage());
  }
}
