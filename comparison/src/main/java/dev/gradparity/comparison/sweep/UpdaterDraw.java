package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.UpdaterSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

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

  private static UpdaterSpec draw(Class<?> kind, Draw draw, double largestRate) {
    RecordComponent[] components = kind.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = hyperparameter(draw, components[k].getName(), largestRate);
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

  private static double hyperparameter(Draw draw, String name, double largestRate) {
    return switch (name) {
      case "learningRate" -> draw.logUniform(1e-3 * largestRate, largestRate);
      case "momentum", "beta1" -> draw.chance(0.1) ? 0 : draw.uniform(0.3, 0.99);
      case "beta2" -> draw.chance(0.1) ? 0 : draw.uniform(0.9, 0.9999);
      case "epsilon" -> draw.logUniform(1e-10, 1e-3);
      default ->
          throw new IllegalStateException(
              "say here how the hyperparameter %s is drawn".formatted(name));
    };
  }
}
