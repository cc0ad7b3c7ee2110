package dev.gradparity.comparison.port;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleCases;
import dev.gradparity.spec.ScheduleType;
import java.util.ArrayList;
import java.util.List;

/** Schedules as expressions of ND4J's types. */
final class Dl4jSchedules implements ScheduleCases<JavaCode> {

  private static final String PACKAGE = "org.nd4j.linalg.schedule";

  /** Up to so many entries, {@code Map.of} takes keys and values in turn. */
  private static final int MOST_OF_MAP_OF = 10;

  private final Imports imports;

  Dl4jSchedules(Imports imports) {
    this.imports = imports;
  }

  private String type(ScheduleType type) {
    return imports.of(PACKAGE, "ScheduleType") + "." + type.name();
  }

  private JavaCode make(String name, String... arguments) {
    return JavaCode.call("new " + imports.of(PACKAGE, name), arguments);
  }

  private static String number(double value) {
    return JavaNumber.of(value);
  }

  @Override
  public JavaCode fixed(Schedule.Fixed s) {
    return make("FixedSchedule", number(s.value()));
  }

  @Override
  public JavaCode exponential(Schedule.Exponential s) {
    String start = number(s.initialValue());
    return make("ExponentialSchedule", type(s.scheduleType()), start, number(s.gamma()));
  }

  @Override
  public JavaCode inverse(Schedule.Inverse s) {
    return make(
        "InverseSchedule",
        type(s.scheduleType()),
        number(s.initialValue()),
        number(s.gamma()),
        number(s.power()));
  }

  @Override
  public JavaCode poly(Schedule.Poly s) {
    return make(
        "PolySchedule",
        type(s.scheduleType()),
        number(s.initialValue()),
        number(s.power()),
        String.valueOf(s.maxIter()));
  }

  @Override
  public JavaCode sigmoid(Schedule.Sigmoid s) {
    return make(
        "SigmoidSchedule",
        type(s.scheduleType()),
        number(s.initialValue()),
        number(s.gamma()),
        String.valueOf(s.stepSize()));
  }

  @Override
  public JavaCode step(Schedule.Step s) {
    return make(
        "StepSchedule",
        type(s.scheduleType()),
        number(s.initialValue()),
        number(s.decayRate()),
        String.valueOf(s.step()));
  }

  @Override
  public JavaCode map(Schedule.Table s) {
    boolean isShort = s.values().size() <= MOST_OF_MAP_OF;
    List<JavaCode> entries = new ArrayList<>();
    s.values()
        .forEach(
            (i, value) -> {
              JavaCode key = JavaCode.of(i.toString());
              JavaCode entry = JavaCode.of(number(value));
              if (isShort) {
                entries.addAll(List.of(key, entry));
              } else {
                entries.add(JavaCode.call("Map.entry", key, entry));
              }
            });
    String maker = imports.of("java.util", "Map") + (isShort ? ".of" : ".ofEntries");
    JavaCode type = JavaCode.of(type(s.scheduleType()));
    JavaCode values = new JavaCode(maker, entries);
    return JavaCode.call("new " + imports.of(PACKAGE, "MapSchedule"), type, values);
  }

  @Override
  public JavaCode cycle(Schedule.Cycle s) {
    return make(
        "CycleSchedule",
        type(s.scheduleType()),
        number(s.initialLearningRate()),
        number(s.maxLearningRate()),
        String.valueOf(s.cycleLength()),
        String.valueOf(s.annealingLength()),
        number(s.annealingDecay()));
  }

  @Override
  public JavaCode ramp(Schedule.Ramp s) {
    JavaCode base = s.baseSchedule().match(this);
    JavaCode length = JavaCode.of(String.valueOf(s.numIter()));
    return JavaCode.call("new " + imports.of(PACKAGE, "RampSchedule"), base, length);
  }
}
