package dev.gradparity.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An activation function with its parameters.
 *
 * @param kind its name
 * @param parameters all of the kind's, by name and in its order; those that are left out on
 *     construction have their presets
 */
public record ActivationSpec(ActivationKind kind, Map<String, Double> parameters) {

  /**
   * Checks the parts.
   *
   * @throws InvalidSpecException naming the parameter that the kind does not have, or that is out
   *     of range
   */
  public ActivationSpec {
    List<String> names = new ArrayList<>();
    kind.parameters().forEach(parameter -> names.add(parameter.name()));
    for (String name : parameters.keySet()) {
      InvalidSpecException.unless(
          names.contains(name),
          name,
          "is no parameter of %s; it has %s"
              .formatted(kind.specName(), names.isEmpty() ? "none" : String.join(", ", names)));
    }
    Map<String, Double> all = new LinkedHashMap<>();
    for (ActivationKind.Parameter parameter : kind.parameters()) {
      double value = parameters.getOrDefault(parameter.name(), parameter.preset());
      parameter.check(value);
      all.put(parameter.name(), value);
    }
    parameters = Collections.unmodifiableMap(all);
    switch (kind) {
      case RELU -> requireOrder(parameters, "threshold", "max");
      case RRELU -> requireOrder(parameters, "l", "u");
      default -> {}
    }
  }

  private static void requireOrder(Map<String, Double> parameters, String low, String high) {
    InvalidSpecException.unless(
        parameters.get(low) <= parameters.get(high),
        low,
        "must be at most %s, which is %s, got %s"
            .formatted(high, parameters.get(high), parameters.get(low)));
  }

  /** The activation of this name with its presets. */
  public static ActivationSpec of(ActivationKind kind) {
    return new ActivationSpec(kind, Map.of());
  }

  /** The activation of a kind with one parameter, or with its first, besides presets. */
  public static ActivationSpec of(ActivationKind kind, double parameter) {
    return new ActivationSpec(kind, Map.of(kind.parameters().get(0).name(), parameter));
  }

  /** The parameter of this name. */
  public double parameter(String name) {
    return parameters.get(name);
  }

  /** Whether nothing but the name was chosen. */
  public boolean isPreset() {
    return equals(of(kind));
  }

  /** As in specification files: the name, and in parentheses the parameters that were chosen. */
  @Override
  public String toString() {
    List<String> chosen = new ArrayList<>();
    for (ActivationKind.Parameter parameter : kind.parameters()) {
      double value = parameter(parameter.name());
      if (value != parameter.preset()) {
        chosen.add(parameter.name() + " " + value);
      }
    }
    return chosen.isEmpty()
        ? kind.specName()
        : kind.specName() + "(" + String.join(", ", chosen) + ")";
  }
}
