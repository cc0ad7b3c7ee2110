package dev.gradparity.comparison.model;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Schedules by the names of ND4J's classes. */
final class ModelSchedules {

  private static final String PACKAGE = "org.nd4j.linalg.schedule";
  private static final Map<String, Function<ConfigurationNode, Schedule>> READERS = readers();

  private ModelSchedules() {}

  private static Map<String, Function<ConfigurationNode, Schedule>> readers() {
    Map<String, Function<ConfigurationNode, Schedule>> readers = new HashMap<>();
    readers.put("FixedSchedule", n -> Schedule.fixed(of(n, "value").get("value").number()));
    readers.put(
        "ExponentialSchedule",
        n -> {
          of(n, "scheduleType", "initialValue", "gamma");
          return new Schedule.Exponential(type(n), initial(n), n.get("gamma").number());
        });
    readers.put(
        "InverseSchedule",
        n -> {
          of(n, "scheduleType", "initialValue", "gamma", "power");
          double gamma = n.get("gamma").number();
          return new Schedule.Inverse(type(n), initial(n), gamma, n.get("power").number());
        });
    readers.put(
        "PolySchedule",
        n -> {
          of(n, "scheduleType", "initialValue", "power", "maxIter");
          double power = n.get("power").number();
          return new Schedule.Poly(type(n), initial(n), power, n.get("maxIter").integer());
        });
    readers.put(
        "SigmoidSchedule",
        n -> {
          of(n, "scheduleType", "initialValue", "gamma", "stepSize");
          double gamma = n.get("gamma").number();
          return new Schedule.Sigmoid(type(n), initial(n), gamma, n.get("stepSize").integer());
        });
    readers.put(
        "StepSchedule",
        n -> {
          of(n, "scheduleType", "initialValue", "decayRate", "step");
          double decay = n.get("decayRate").number();
          return new Schedule.Step(type(n), initial(n), decay, n.get("step").integer());
        });
    readers.put("MapSchedule", ModelSchedules::table);
    readers.put("CycleSchedule", ModelSchedules::cycle);
    return readers;
  }

  static Schedule read(ConfigurationNode node) {
    if (node.type().equals(PACKAGE + ".RampSchedule")) {
      throw node.refusal(
          "is a RampSchedule, which Deeplearning4j saves without its base and length",
          "port from a spec, with the schedule \"ramp\"");
    }
    return node.typed(PACKAGE, READERS, "schedule").apply(node);
  }

  private static ConfigurationNode of(ConfigurationNode node, String... keys) {
    return node.only(Set.of(keys));
  }

  private static double initial(ConfigurationNode node) {
    return node.get("initialValue").number();
  }

  private static ScheduleType type(ConfigurationNode node) {
    ConfigurationNode type = node.get("scheduleType");
    return switch (type.text()) {
      case "ITERATION" -> ScheduleType.ITERATION;
      case "EPOCH" -> ScheduleType.EPOCH;
      default -> throw type.refusal("is neither ITERATION nor EPOCH", "save the model again");
    };
  }

  private static Schedule table(ConfigurationNode node) {
    of(node, "scheduleType", "values");
    ConfigurationNode values = node.get("values");
    TreeMap<Integer, Double> table = new TreeMap<>();
    if (values.node().isObject()) {
      for (String key : values.node().propertyNames()) {
        ConfigurationNode value = values.get(key);
        if (!key.matches("0|[1-9][0-9]{0,8}")) {
          throw values.refusal("has a key that is no step", "save the model again");
        }
        table.put(Integer.valueOf(key), value.number());
      }
    }
    return new Schedule.Table(type(node), table);
  }

  /** Increment and step size are what the library computes from the others. */
  private static Schedule cycle(ConfigurationNode node) {
    of(
        node,
        "scheduleType",
        "initialLearningRate",
        "maxLearningRate",
        "cycleLength",
        "annealingLength",
        "annealingDecay",
        "increment",
        "stepSize");
    return new Schedule.Cycle(
        type(node),
        node.get("initialLearningRate").number(),
        node.get("maxLearningRate").number(),
        node.get("cycleLength").integer(),
        node.get("annealingLength").integer(),
        node.get("annealingDecay").number());
  }
}
