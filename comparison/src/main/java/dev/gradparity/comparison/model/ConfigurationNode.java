package dev.gradparity.comparison.model;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A value of a configuration that knows whose it is, so that every refusal names file, layer and
 * setting. What is null or absent is nothing.
 *
 * @param file for messages
 * @param owner such as {@code layer 1 (DenseLayer)}; empty for the network as a whole
 * @param setting the path below the owner; empty for the owner itself
 * @param node the value
 */
record ConfigurationNode(String file, String owner, String setting, JsonNode node) {

  private static final String TYPE = "@class";

  /** The refusal of this value: what is wrong with it, and what to do. */
  InvalidInputException refusal(String what, String remedy) {
    String place = setting.isEmpty() ? "" : setting + " ";
    String subject = owner.isEmpty() ? place : owner + ": " + place;
    return new InvalidInputException(
        file + ": " + (subject.isEmpty() ? "the configuration " : subject) + what + "; " + remedy);
  }

  /** The same value of another owner. */
  ConfigurationNode of(String newOwner) {
    return new ConfigurationNode(file, newOwner, "", node);
  }

  boolean isNothing() {
    return node.isNull() || node.isMissingNode();
  }

  ConfigurationNode get(String key) {
    JsonNode value = node.isObject() ? node.get(key) : null;
    String path = setting.isEmpty() ? key : setting + "." + key;
    return new ConfigurationNode(
        file, owner, path, value == null ? MissingNode.getInstance() : value);
  }

  /** Checks that this is an object with no other keys than these. */
  ConfigurationNode only(Set<String> known) {
    if (!node.isObject()) {
      throw refusal("must be an object, got " + got(), "save the model again");
    }
    for (String key : node.propertyNames()) {
      if (!known.contains(key) && !key.equals(TYPE) && !get(key).isNothing()) {
        throw refusal(
            "has the setting \"%s\", which no spec has".formatted(UserText.excerpt(key)),
            "train and save the model without it");
      }
    }
    return this;
  }

  /** Refuses whatever is there. */
  void requireNothing(String what) {
    if (!isNothing()) {
      throw refusal("is " + what + ", which no spec has", "train and save the model without it");
    }
  }

  /** The class that the file names, as it is written; it is compared, and never loaded. */
  String type() {
    JsonNode type = node.isObject() ? node.get(TYPE) : null;
    if (type == null || !type.isString()) {
      throw refusal(
          "does not say which class it is",
          "load the model with Deeplearning4j 1.0.0-M2.1 and save it again");
    }
    return type.stringValue();
  }

  /**
   * What this table has for the class.
   *
   * @param packageName of all classes in the table
   * @param kind what they are, for a message
   */
  <R> R typed(String packageName, Map<String, R> table, String kind) {
    String type = type();
    R found =
        type.startsWith(packageName + ".")
            ? table.get(type.substring(packageName.length() + 1))
            : null;
    if (found == null) {
      throw refusal(
          "is the %s %s, which no spec has".formatted(kind, shortName(type)),
          "use one of " + String.join(", ", table.keySet().stream().sorted().toList()));
    }
    return found;
  }

  static String shortName(String type) {
    return UserText.excerpt(type.substring(type.lastIndexOf('.') + 1));
  }

  private String got() {
    return isNothing() ? "nothing" : UserText.excerpt(node.toString());
  }

  List<ConfigurationNode> elements() {
    List<ConfigurationNode> elements = new ArrayList<>();
    if (isNothing()) {
      return elements;
    }
    if (!node.isArray()) {
      throw refusal("must be a list, got " + got(), "save the model again");
    }
    for (int k = 0; k < node.size(); k++) {
      elements.add(new ConfigurationNode(file, owner, setting + "[" + k + "]", node.get(k)));
    }
    return elements;
  }

  String text() {
    if (!node.isString()) {
      throw refusal("must be a text, got " + got(), "save the model again");
    }
    return node.stringValue();
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw refusal("must be true or false, got " + got(), "save the model again");
    }
    return node.booleanValue();
  }

  /** A finite number. */
  double number() {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!Double.isFinite(value)) {
      throw refusal("must be a finite number, got " + got(), "save the model again");
    }
    return value;
  }

  /** A number, or what it is where there is none. */
  double numberOr(double otherwise) {
    return isNothing() ? otherwise : number();
  }

  int integer() {
    double value = number();
    if (value != (int) value) {
      throw refusal("must be a whole number below 2^31, got " + got(), "save the model again");
    }
    return (int) value;
  }

  long longInteger() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw refusal("must be a whole number below 2^63, got " + got(), "save the model again");
    }
    return node.longValue();
  }
}
