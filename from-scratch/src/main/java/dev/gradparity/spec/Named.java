package dev.gradparity.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A value with a name in specification files; Deeplearning4j's name where it has the thing. */
public interface Named {

  /** The name in specification files, in lower case. */
  String specName();

  /** The constant of {@code type} with this name, in any case. */
  static <E extends Enum<E> & Named> Optional<E> find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.specName().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The names of all constants of {@code type}, in declaration order. */
  static <E extends Enum<E> & Named> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Named::specName).toList();
  }
}
