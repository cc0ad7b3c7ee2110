package dev.gradparity.comparison.input;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import dev.gradparity.spec.Named;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value that knows where it stands, so that every complaint names file and path.
 *
 * @param file the file's name
 * @param path such as {@code layers[1].activation}; empty for the whole document
 * @param node the value
 */
record JsonPlace(String file, String path, JsonNode node) {

  InvalidInputException complaint(String reason) {
    return new InvalidInputException(file + ": " + (path.isEmpty() ? "" : path + ": ") + reason);
  }

  private String pathOf(String key) {
    return (path.isEmpty() ? "" : path + ".") + UserText.excerpt(key);
  }

  /** The complaint about a key of this object that is missing. */
  private InvalidInputException missing(String key, String remedy) {
    return new JsonPlace(file, pathOf(key), node).complaint("is missing; " + remedy);
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** The value of a key that must be there. */
  JsonPlace required(String key, String remedy) {
    if (!node.has(key)) {
      throw missing(key, remedy);
    }
    return get(key);
  }

  /** The value of a key that is there. */
  JsonPlace get(String key) {
    return new JsonPlace(file, pathOf(key), node.get(key));
  }

  /** Checks that this is an object. */
  JsonPlace requireObject() {
    if (!node.isObject()) {
      throw complaint("must be an object in braces, got " + got());
    }
    return this;
  }

  /** Checks that this is an object and that all its keys are known. */
  JsonPlace requireObject(List<String> knownKeys) {
    requireObject();
    for (String key : node.propertyNames()) {
      if (!knownKeys.contains(key)) {
        throw new JsonPlace(file, pathOf(key), node)
            .complaint("is an unknown key; " + nearest(key, knownKeys));
      }
    }
    return this;
  }

  List<JsonPlace> elements(String of) {
    if (!node.isArray()) {
      throw complaint("must be a list of " + of + " in brackets, got " + got());
    }
    List<JsonPlace> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(new JsonPlace(file, path + "[" + i + "]", node.get(i)));
    }
    return elements;
  }

  String text() {
    if (!node.isString()) {
      throw complaint("must be a text in quotes, got " + got());
    }
    return node.stringValue();
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw complaint("must be true or false, got " + got());
    }
    return node.booleanValue();
  }

  double number() {
    if (!node.isNumber()) {
      throw complaint("must be a number, got " + got());
    }
    return node.numberValue().doubleValue();
  }

  int integer() {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw complaint("must be a whole number below 2^31, got " + got());
    }
    return node.intValue();
  }

  /** The value for a message, not all of it where it is long. */
  private String got() {
    return UserText.excerpt(node.toString());
  }

  int atLeastOne() {
    int value = integer();
    if (value < 1) {
      throw complaint("must be at least 1, got " + value);
    }
    return value;
  }

  long longInteger() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw complaint("must be a whole number below 2^63, got " + got());
    }
    return node.longValue();
  }

  /** The constant that this text names, in any case. */
  <E extends Enum<E> & Named> E constant(Class<E> type, String kind) {
    String name = text();
    return Named.find(type, name).orElseThrow(() -> unknownName(kind, name, Named.names(type)));
  }

  InvalidInputException unknownName(String kind, String name, List<String> valid) {
    return complaint(
        "there is no %s \"%s\"; %s".formatted(kind, UserText.excerpt(name), nearest(name, valid)));
  }

  private static String nearest(String name, List<String> valid) {
    return UserText.didYouMean(name, valid) + " Valid: " + String.join(", ", valid);
  }
}
