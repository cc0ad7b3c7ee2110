package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.UpdaterSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Updaters with drawn hyperparameters: every record that {@link UpdaterSpec} permits. */
final class UpdaterDraw {

  private static final List<Class<?>> KINDS = List.of(UpdaterSpec.class.getPermittedSubclasses());

  private UpdaterDraw() {}

  /**
   * An updater.
   *
   * @param largestRate the largest learning rate
   */
  static UpdaterSpec draw(Draw draw, double largestRate) {
    return draw(draw.of(KINDS), draw, largestRate);
  }

  /** The names of all. */
  static List<String> names() {
    Draw any = new Draw(0, 0);
    return KINDS.stream().map(kind -> draw(kind, any, 1).specName()).toList();
  }

  /** Whether the learning rate of an updater is drawn with a schedule. */
  static boolean draws(String updater, String schedule) {
    Draw any = new Draw(0, 0);
    boolean hasRate =
        KINDS.stream()
            .filter(kind -> draw(kind, any, 1).specName().equals(updater))
            .flatMap(kind -> Arrays.stream(kind.getRecordComponents()))
            .anyMatch(component -> component.getName().equals("learningRate"));
    return hasRate || schedule.equals(Schedule.fixed(1).specName());
  }

  private static UpdaterSpec draw(Class<?> kind, Draw draw, double largestRate) {
    RecordComponent[] components = kind.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int k = 0; k < values.length; k++) {
      double value = hyperparameter(draw, components[k].getName(), largestRate);
      boolean isScheduled = components[k].getType() == Schedule.class;
      values[k] = isScheduled ? schedule(draw, value) : value;
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (UpdaterSpec) kind.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(kind.getSimpleName() + " refuses what was drawn", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(kind.getSimpleName() + " cannot be made", e);
    }
  }

  /** Mostly a number; otherwise a schedule that falls from it, so that a rate stays a rate. */
  private static Schedule schedule(Draw draw, double value) {
    if (!draw.chance(0.3) || value == 0) {
      return Schedule.fixed(value);
    }
    ScheduleType type = draw.of(List.of(ScheduleType.values()));
    Schedule falling =
        switch (draw.between(1, 7)) {
          case 1 -> new Schedule.Exponential(type, value, draw.uniform(0.5, 1));
          case 2 -> new Schedule.Inverse(type, value, draw.uniform(0, 2), draw.uniform(0.1, 2));
          case 3 -> new Schedule.Sigmoid(type, value, draw.uniform(-2, 0.5), draw.between(0, 4));
          case 4 -> new Schedule.Step(type, value, draw.uniform(0.1, 1), draw.between(1, 3));
          case 5 ->
              new Schedule.Table(
                  type, new TreeMap<>(Map.of(0, value, draw.between(1, 3), value / 4)));
          case 6 ->
              new Schedule.Cycle(
                  type, value / 10, value, draw.between(5, 8), draw.between(0, 3), 0.5);
          default -> new Schedule.Poly(type, value / 4, draw.uniform(0.5, 2), draw.between(2, 20));
        };
    return draw.chance(0.2) ? new Schedule.Ramp(falling, draw.between(1, 5)) : falling;
  }

  private static double hyperparameter(Draw draw, String name, double largestRate) {
    return switch (name) {
      case "learningRate" -> draw.logUniform(1e-3 * largestRate, largestRate);
      case "momentum", "beta1" -> draw.chance(0.1) ? 0 : draw.uniform(0.3, 0.99);
      case "rho", "rmsDecay" -> draw.uniform(0.5, 0.99);
      case "beta2" -> draw.chance(0.1) ? 0 : draw.uniform(0.9, 0.9999);
      case "epsilon" -> draw.logUniform(1e-10, 1e-3);
      default ->
          throw new IllegalStateException(
              "say here how the hyperparameter %s is drawn".formatted(name));
    };
  }
}
