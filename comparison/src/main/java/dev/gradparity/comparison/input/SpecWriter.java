package dev.gradparity.comparison.input;

import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Regularisation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a network as {@link SpecReader#readNetwork} reads it. */
public final class SpecWriter {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private SpecWriter() {}

  /** The network in JSON, without data. */
  public static String text(NetworkSpec spec) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("name", spec.name());
    root.put("dtype", spec.dtype().specName());
    ArrayNode input = root.putArray("input");
    spec.input().extents().forEach(input::add);
    ArrayNode layers = root.putArray("layers");
    for (LayerSpec layer : spec.layers()) {
      ObjectNode node = layers.addObject();
      node.put("units", layer.units());
      node.put("activation", layer.activation().specName());
      node.put("weightInit", layer.weightInit().specName());
      SettingsWriter.put(node, layer.settings(), spec.regularisation());
    }
    root.put("loss", spec.loss().specName());
    root.put("reduction", spec.reduction().specName());
    putRecord(root.putObject("updater"), spec.updater().specName(), (Record) spec.updater());
    SettingsWriter.put(root, spec.regularisation(), Regularisation.NONE);
    root.put("seed", spec.seed());
    return MAPPER.writeValueAsString(root) + "\n";
  }

  /** Hyperparameters have the names of the record's components. */
  static void putRecord(ObjectNode node, String name, Record record) {
    node.put("name", name);
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        node.putPOJO(component.getName(), component.getAccessor().invoke(record));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a record's accessor only returns", e);
      }
    }
  }
}
