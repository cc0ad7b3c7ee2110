package dev.gradparity.comparison.input;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.InvalidInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever becomes of a good specification, it is read or refused in one line. */
class InvalidSpecsFuzzTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final List<String> REPLACEMENTS =
      List.of(
          "null",
          "-1",
          "0",
          "1",
          "0.5",
          "1e999",
          "-1e999",
          "1e-999",
          "12345678901234567890",
          "\"\"",
          "\"a\"",
          "[]",
          "[[]]",
          "[1]",
          "{}",
          "{\"a\": 1}",
          "true");

  /** Stands in the tree for what the replaced text will be. */
  private static final String MARK = "\"REPLACED\"";

  @TempDir private Path folder;

  private int refused;

  /** Beside the specification, and so read in place of the shipped table, which is longer. */
  @BeforeEach
  void aShortTable() throws IOException {
    Files.writeString(folder.resolve("iris.csv"), "5.1,3.5,1.4,0.2,0\n");
  }

  /** The document without a key of its top level. */
  static String without(String json, String key) {
    return ((ObjectNode) MAPPER.readTree(json)).without(key).toString();
  }

  private void readOrRefuse(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("fuzz.json"), json);
    assertDoesNotThrow(
        () -> {
          try {
            SpecReader.read(file);
          } catch (InvalidInputException e) {
            InvalidInputs.assertReadable(e.getMessage());
            refused++;
          }
        },
        () -> json);
  }

  /** Every document that differs from this one in one marked or deleted value. */
  private static List<String> mutations(JsonNode root) {
    List<String> mutations = new ArrayList<>();
    collect(root, root, mutations);
    return mutations;
  }

  private static void collect(JsonNode root, JsonNode node, List<String> mutations) {
    if (node instanceof ObjectNode object) {
      for (String key : List.copyOf(object.propertyNames())) {
        JsonNode original = object.get(key);
        collect(root, original, mutations);
        object.put(key, "REPLACED");
        mutations.add(root.toString());
        object.remove(key);
        mutations.add(root.toString());
        object.set(key, original);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode original = array.get(i);
        collect(root, original, mutations);
        array.set(i, MAPPER.getNodeFactory().stringNode("REPLACED"));
        mutations.add(root.toString());
        array.remove(i);
        mutations.add(root.toString());
        array.insert(i, original);
      }
    }
  }

  @Test
  void everyValueReplacedByEveryOther() throws IOException {
    int documents = 0;
    for (String mutation : mutations(MAPPER.readTree(SpecReaderTest.FULL))) {
      for (String replacement : mutation.contains(MARK) ? REPLACEMENTS : List.of("")) {
        readOrRefuse(mutation.replace(MARK, replacement));
        documents++;
      }
    }

    assertTrue(documents > 400 && refused > documents / 2, refused + " of " + documents);
  }

  @Test
  void charactersLostDoubledAndExchanged() throws IOException {
    Random random = new Random(11);
    String alphabet = "{}[]\",:0123456789.-+eEnulltruefalse \n\\\u0000\u00e9\ud83d";
    for (int trial = 0; trial < 1000; trial++) {
      StringBuilder json = new StringBuilder(SpecReaderTest.FULL);
      for (int change = 0; change <= random.nextInt(3); change++) {
        int at = random.nextInt(json.length());
        char other = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> json.deleteCharAt(at);
          case 1 -> json.setCharAt(at, other);
          default -> json.insert(at, other);
        }
      }
      readOrRefuse(json.toString().replace('\ud83d', '?'));
    }
  }
}
