package dev.gradparity.comparison.model;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Updaters by the names of ND4J's classes. */
final class ModelUpdaters {

  private static final String PACKAGE = "org.nd4j.linalg.learning.config";
  private static final Map<String, Function<ConfigurationNode, UpdaterSpec>> READERS = readers();

  private ModelUpdaters() {}

  private static Map<String, Function<ConfigurationNode, UpdaterSpec>> readers() {
    Map<String, Function<ConfigurationNode, UpdaterSpec>> readers = new HashMap<>();
    readers.put("Sgd", n -> new UpdaterSpec.Sgd(rate(n)));
    readers.put(
        "Nesterovs",
        n -> {
          Schedule rate = rate(n, "momentum", "momentumISchedule");
          return new UpdaterSpec.Nesterovs(rate, schedule(n, "momentum", "momentumISchedule"));
        });
    readers.put("Adam", n -> new UpdaterSpec.Adam(moments(n), beta1(n), beta2(n), epsilon(n)));
    readers.put("Nadam", n -> new UpdaterSpec.Nadam(moments(n), beta1(n), beta2(n), epsilon(n)));
    readers.put(
        "AMSGrad", n -> new UpdaterSpec.AmsGrad(moments(n), beta1(n), beta2(n), epsilon(n)));
    readers.put(
        "AdaBelief", n -> new UpdaterSpec.AdaBelief(moments(n), beta1(n), beta2(n), epsilon(n)));
    // Its epsilon has no effect.
    readers.put("AdaMax", n -> new UpdaterSpec.AdaMax(moments(n), beta1(n), beta2(n)));
    readers.put("AdaGrad", n -> new UpdaterSpec.AdaGrad(rate(n, "epsilon"), epsilon(n)));
    readers.put(
        "RmsProp",
        n -> {
          Schedule rate = rate(n, "rmsDecay", "epsilon");
          return new UpdaterSpec.RmsProp(rate, n.get("rmsDecay").number(), epsilon(n));
        });
    readers.put(
        "AdaDelta",
        n -> {
          n.only(Set.of("rho", "epsilon"));
          return new UpdaterSpec.AdaDelta(n.get("rho").number(), epsilon(n));
        });
    readers.put(
        "NoOp",
        n -> {
          n.only(Set.of());
          return new UpdaterSpec.NoOp();
        });
    return readers;
  }

  static UpdaterSpec read(ConfigurationNode node) {
    return node.typed(PACKAGE, READERS, "updater").apply(node);
  }

  private static Schedule moments(ConfigurationNode node) {
    return rate(node, "beta1", "beta2", "epsilon");
  }

  private static double beta1(ConfigurationNode node) {
    return node.get("beta1").number();
  }

  private static double beta2(ConfigurationNode node) {
    return node.get("beta2").number();
  }

  private static double epsilon(ConfigurationNode node) {
    return node.get("epsilon").number();
  }

  /** The learning rate of an updater that has these other settings. */
  private static Schedule rate(ConfigurationNode node, String... others) {
    Set<String> known = new HashSet<>(List.of("learningRate", "learningRateSchedule"));
    known.addAll(List.of(others));
    node.only(known);
    return schedule(node, "learningRate", "learningRateSchedule");
  }

  /** Where there is a schedule, the number beside it has no effect. */
  private static Schedule schedule(ConfigurationNode node, String number, String schedule) {
    ConfigurationNode changing = node.get(schedule);
    return changing.isNothing()
        ? Schedule.fixed(node.get(number).number())
        : ModelSchedules.read(changing);
  }
}
