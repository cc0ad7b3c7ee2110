package dev.gradparity.comparison.input;

import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.ScheduleType;
import dev.gradparity.spec.UpdaterSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads an updater, and the schedules of its numbers: a JSON object has one key for each component
 * of the record, and the record's name under a key of its own.
 */
final class UpdaterReader {

  private static final List<UpdaterSpec> UPDATERS = UpdaterSpec.defaults();
  private static final String NAME = "name";
  private static final String SCHEDULE = "schedule";

  private UpdaterReader() {}

  /** The updater; what is not given is Deeplearning4j's default. */
  static UpdaterSpec read(JsonPlace updater) {
    List<String> names = UPDATERS.stream().map(UpdaterSpec::specName).toList();
    List<String> keys =
        Stream.concat(
                Stream.of(NAME), UPDATERS.stream().flatMap(spec -> keys(spec).stream()).distinct())
            .toList();
    JsonPlace name =
        updater.requireObject(keys).required(NAME, "choose one of " + String.join(", ", names));
    UpdaterSpec otherwise =
        UPDATERS.stream()
            .filter(spec -> spec.specName().equalsIgnoreCase(name.text()))
            .findFirst()
            .orElseThrow(() -> name.unknownName("updater", name.text(), names));
    return (UpdaterSpec) record(updater, NAME, otherwise, true);
  }

  private static Schedule schedule(JsonPlace place) {
    if (place.node().isNumber()) {
      return fixed(place);
    }
    JsonPlace name =
        place
            .requireObject()
            .required(SCHEDULE, "choose one of " + String.join(", ", Schedule.names()));
    Schedule kind =
        Schedule.examples().stream()
            .filter(example -> example.specName().equalsIgnoreCase(name.text()))
            .findFirst()
            .orElseThrow(() -> name.unknownName("schedule", name.text(), Schedule.names()));
    return (Schedule) record(place, SCHEDULE, kind, false);
  }

  private static Schedule fixed(JsonPlace place) {
    try {
      return Schedule.fixed(place.number());
    } catch (InvalidSpecException e) {
      throw e.within(place.path());
    }
  }

  private static List<String> keys(Object record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .map(RecordComponent::getName)
        .toList();
  }

  /**
   * A record like this one, its components from the object.
   *
   * @param optional whether what is not given is as in {@code like}
   */
  static Object record(JsonPlace object, String nameKey, Object like, boolean optional) {
    object.requireObject(Stream.concat(Stream.of(nameKey), keys(like).stream()).toList());
    RecordComponent[] components = like.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = value(object, nameKey, components[k], like, optional);
    }
    try {
      return like.getClass()
          .getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSpecException invalid) {
        throw invalid.within(object.path());
      }
      throw new IllegalStateException("a record's constructor only checks", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(like.getClass().getSimpleName() + " cannot be made", e);
    }
  }

  private static Object value(
      JsonPlace object, String nameKey, RecordComponent component, Object like, boolean optional) {
    String key = component.getName();
    if (!object.has(key) && (optional || component.getType() == ScheduleType.class)) {
      try {
        return component.getAccessor().invoke(like);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessor only returns", e);
      }
    }
    JsonPlace place =
        object.required(key, "the %s %s needs it".formatted(nameKey, object.get(nameKey).text()));
    if (component.getType() == double.class) {
      return place.number();
    }
    if (component.getType() == int.class) {
      return place.integer();
    }
    if (component.getType() == Schedule.class) {
      return schedule(place);
    }
    if (component.getType() == ScheduleType.class) {
      return place.constant(ScheduleType.class, "schedule type");
    }
    if (component.getType() == SortedMap.class) {
      return table(place);
    }
    throw new IllegalStateException("say here how %s is read".formatted(component));
  }

  private static SortedMap<Integer, Double> table(JsonPlace place) {
    SortedMap<Integer, Double> table = new TreeMap<>();
    for (String key : place.requireObject().node().propertyNames()) {
      JsonPlace entry = place.get(key);
      try {
        table.put(Integer.parseUnsignedInt(key), entry.number());
      } catch (NumberFormatException e) {
        throw entry.complaint("is no whole number to count from; use one such as \"10\"");
      }
    }
    return table;
  }
}
