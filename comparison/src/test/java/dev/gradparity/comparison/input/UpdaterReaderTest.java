package dev.gradparity.comparison.input;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Samples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.UpdaterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdaterReaderTest {

  @TempDir private Path folder;

  private NetworkSpec read(String text) throws IOException {
    return SpecReader.readNetwork(Files.writeString(folder.resolve("spec.json"), text));
  }

  private UpdaterSpec updater(String json) throws IOException {
    return read("""
            {"input": 1, "layers": [{"units": 1, "activation": "tanh"}], "loss": "mse",
             "updater": %s}
            """
            .formatted(json))
        .updater();
  }

  private void assertSurvives(UpdaterSpec updater) throws IOException {
    NetworkSpec spec =
        Samples.network(DType.FLOAT64, 2, LossKind.MSE, layer(2, ActivationKind.TANH))
            .withUpdater(updater);
    assertEquals(spec, read(SpecWriter.text(spec)));
  }

  @Test
  void everyUpdaterAndScheduleIsReadAsItWasWritten() throws IOException {
    for (UpdaterSpec updater : UpdaterSpec.defaults()) {
      assertSurvives(updater);
    }
    for (Schedule schedule : Schedule.examples()) {
      assertSurvives(new UpdaterSpec.Nesterovs(schedule, schedule));
      assertSurvives(new UpdaterSpec.Sgd(new Schedule.Ramp(schedule, 3)));
    }
  }

  @Test
  void whatIsNotGivenIsTheDefault() throws IOException {
    for (UpdaterSpec updater : UpdaterSpec.defaults()) {
      assertEquals(updater, updater("{\"name\": \"" + updater.specName() + "\"}"));
    }
  }

  @Test
  void aScheduleCountsStepsUnlessItSaysEpochs() throws IOException {
    String step =
        "{\"name\": \"sgd\", \"learningRate\": {\"schedule\": \"Step\", \"initialValue\": 0.5,"
            + " \"decayRate\": 0.1, \"step\": 10%s}}";
    assertEquals(
        new UpdaterSpec.Sgd(new Schedule.Step(ScheduleType.ITERATION, 0.5, 0.1, 10)),
        updater(step.formatted("")));
    assertEquals(
        new UpdaterSpec.Sgd(new Schedule.Step(ScheduleType.EPOCH, 0.5, 0.1, 10)),
        updater(step.formatted(", \"scheduleType\": \"EPOCH\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"0.1\"| updater.learningRate: must be an object",
        "{}| updater.learningRate.schedule: is missing; choose one of fixed, exponential",
        "{\"schedule\": \"stp\"}| updater.learningRate.schedule: there is no schedule \"stp\"; did",
        "{\"schedule\": \"poly\", \"gamma\": 1}| updater.learningRate.gamma: is an unknown key",
        "{\"schedule\": \"fixed\"}| updater.learningRate.value: is missing",
        "{\"schedule\": \"fixed\", \"value\": 0}| updater.learningRate: must be positive",
        "{\"schedule\": \"exponential\", \"initialValue\": 0.1, \"gamma\": 0}"
            + "| updater.learningRate.gamma: must be positive",
        "{\"schedule\": \"exponential\", \"initialValue\": -1, \"gamma\": 1}"
            + "| updater.learningRate.initialValue: must be at least 0",
        "{\"schedule\": \"map\", \"values\": {\"1\": 1}}"
            + "| updater.learningRate.values: must start with the value at 0",
        "{\"schedule\": \"map\", \"values\": {\"a\": 1}}"
            + "| updater.learningRate.values.a: is no whole number",
        "{\"schedule\": \"ramp\", \"baseSchedule\": {\"schedule\": \"x\"}, \"numIter\": 2}"
            + "| updater.learningRate.baseSchedule.schedule: there is no schedule",
        "{\"schedule\": \"ramp\", \"baseSchedule\": 0.1, \"numIter\": 0}"
            + "| updater.learningRate.numIter: must be at least 1",
      })
  void aScheduleThatIsNoneIsRefusedWithItsPlace(String schedule, String message) {
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> updater("{\"name\": \"adam\", \"learningRate\": " + schedule + "}"));
    assertTrue(refused.getMessage().contains(message), refused::getMessage);
  }

  @Test
  void aMomentumIsAFraction() {
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () ->
                updater(
                    "{\"name\": \"nesterovs\", \"momentum\": {\"schedule\": \"map\","
                        + " \"values\": {\"0\": 0.5, \"9\": 1}}}"));
    assertTrue(
        refused.getMessage().contains("updater.momentum.values.9: must be at least 0 and below 1"),
        refused::getMessage);
  }
}
