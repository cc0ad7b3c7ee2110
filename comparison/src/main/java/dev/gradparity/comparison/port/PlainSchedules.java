package dev.gradparity.comparison.port;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleCases;
import dev.gradparity.spec.ScheduleType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Schedules as methods of the numbers of the step and of the epoch, both from 0. */
final class PlainSchedules implements ScheduleCases<String> {

  private final PlainText text;
  private final Map<Schedule, String> names = new LinkedHashMap<>();
  private final Set<String> inUse = new LinkedHashSet<>();

  PlainSchedules(PlainText text) {
    this.text = text;
  }

  /** The expression of its value: a number, or the variable that {@link #variables} sets. */
  String value(Schedule schedule) {
    if (schedule instanceof Schedule.Fixed fixed) {
      return JavaNumber.of(fixed.value());
    }
    String name = name(schedule);
    inUse.add(name);
    return variable(name);
  }

  /** The statements that set the values of a step. */
  String variables() {
    StringBuilder statements = new StringBuilder();
    inUse.forEach(
        name ->
            statements.append(
                "    double %s = %s(iteration, epoch);\n".formatted(variable(name), name)));
    return statements.toString();
  }

  private static String variable(String name) {
    return "now" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private String name(Schedule schedule) {
    if (!names.containsKey(schedule)) {
      // Before its own, for a ramp's base is written first.
      String body = schedule.match(this);
      String name = schedule.specName() + (names.size() + 1);
      names.put(schedule, name);
      text.method(
          name,
          """
            /** The schedule %s; step and epoch count from 0. */
            private static double %s(int iteration, int epoch) {
          %s  }
          """
              .formatted(schedule.specName(), name, body));
    }
    return names.get(schedule);
  }

  private static String index(ScheduleType type) {
    return type == ScheduleType.EPOCH ? "epoch" : "iteration";
  }

  private static String number(String name, double value) {
    return "    double %s = %s;\n".formatted(name, JavaNumber.of(value));
  }

  private static String whole(String name, int value) {
    return "    int %s = %d;\n".formatted(name, value);
  }

  private static String result(String expression) {
    return "    return " + expression + ";\n";
  }

  @Override
  public String fixed(Schedule.Fixed s) {
    return result(JavaNumber.of(s.value()));
  }

  @Override
  public String exponential(Schedule.Exponential s) {
    return number("initial", s.initialValue())
        + number("gamma", s.gamma())
        + result("initial * Math.pow(gamma, " + index(s.scheduleType()) + ")");
  }

  @Override
  public String inverse(Schedule.Inverse s) {
    return number("initial", s.initialValue())
        + number("gamma", s.gamma())
        + number("power", s.power())
        + result("initial / Math.pow(1 + gamma * " + index(s.scheduleType()) + ", power)");
  }

  @Override
  public String poly(Schedule.Poly s) {
    return number("initial", s.initialValue())
        + number("power", s.power())
        + whole("most", s.maxIter())
        + "    // Deeplearning4j 1.0.0-M2.1 rises here where it should fall.\n"
        + "    double left = Math.max(0, most - "
        + index(s.scheduleType())
        + ");\n"
        + result("initial * Math.pow(left / most, power)");
  }

  @Override
  public String sigmoid(Schedule.Sigmoid s) {
    return number("initial", s.initialValue())
        + number("gamma", s.gamma())
        + whole("middle", s.stepSize())
        + result("initial / (1 + Math.exp(-gamma * (" + index(s.scheduleType()) + " - middle)))");
  }

  @Override
  public String step(Schedule.Step s) {
    return number("initial", s.initialValue())
        + number("decay", s.decayRate())
        + whole("length", s.step())
        + "    int stairs = "
        + index(s.scheduleType())
        + " / length;\n"
        + result("initial * Math.pow(decay, stairs)");
  }

  @Override
  public String map(Schedule.Table s) {
    StringBuilder body = new StringBuilder();
    List<Integer> starts = List.copyOf(s.values().keySet());
    for (int k = starts.size() - 1; k > 0; k--) {
      body.append("    if (%s >= %d) {\n".formatted(index(s.scheduleType()), starts.get(k)));
      body.append(
          "      return %s;\n    }\n".formatted(JavaNumber.of(s.values().get(starts.get(k)))));
    }
    return body + result(JavaNumber.of(s.values().get(0)));
  }

  @Override
  public String cycle(Schedule.Cycle s) {
    return number("low", s.initialLearningRate())
        + number("high", s.maxLearningRate())
        + number("decay", s.annealingDecay())
        + whole("half", s.stepSize())
        + "    int k = %s %% %d;\n".formatted(index(s.scheduleType()), s.cycleLength())
        + "    if (k <= 2 * half) {\n"
        + "      return low + (high - low) * (k <= half ? k : 2 * half - k) / half;\n    }\n"
        + "    int annealed = Math.max(0, k - %d);\n"
            .formatted(s.cycleLength() - s.annealingLength())
        + result("low * Math.pow(decay, annealed)");
  }

  @Override
  public String ramp(Schedule.Ramp s) {
    return "    double share = Math.min(1, (iteration + 1.0) / %d);\n".formatted(s.numIter())
        + result("share * " + ofBase(s.baseSchedule()));
  }

  private String ofBase(Schedule base) {
    return base instanceof Schedule.Fixed fixed
        ? JavaNumber.of(fixed.value())
        : name(base) + "(iteration, epoch)";
  }
}
