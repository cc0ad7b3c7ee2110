package dev.gradparity.comparison.input;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossSpec;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Schedule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
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
    if (spec.hasSequences()) {
      root.put("timeSteps", spec.timeSteps());
    }
    ArrayNode layers = root.putArray("layers");
    for (LayerSpec layer : spec.layers()) {
      ObjectNode node = layers.addObject();
      put(node, layer.form());
      if (!layer.form().keepsWidth()) {
        node.put("units", layer.units());
      }
      if (layer.form().hasActivation()) {
        putActivation(node, layer.activation());
      }
      if (layer.parameters().contains(ParameterKind.WEIGHTS)) {
        putInitialiser(node, layer.weightInit());
      }
      if (!layer.form().parameters().isEmpty()) {
        SettingsWriter.put(node, layer.settings(), spec.regularisation());
      }
    }
    put(root, spec.loss());
    root.put("reduction", spec.reduction().specName());
    putRecord(root.putObject("updater"), spec.updater().specName(), (Record) spec.updater());
    SettingsWriter.put(root, spec.regularisation(), Regularisation.NONE);
    root.put("seed", spec.seed());
    return MAPPER.writeValueAsString(root) + "\n";
  }

  /** Nothing but what differs from a plain dense layer. */
  private static void put(ObjectNode node, LayerForm form) {
    if (!(form instanceof LayerForm.Dense dense)) {
      node.put("type", form.specName());
      putComponents(node, (Record) form);
      return;
    }
    if (dense.dropOut() < 1) {
      node.put("dropOut", dense.dropOut());
    }
    if (dense.hasLayerNorm()) {
      node.put("hasLayerNorm", true);
    }
  }

  /** The name alone where the loss has no settings. */
  private static void put(ObjectNode root, LossSpec loss) {
    if (loss.isPlain()) {
      root.put("loss", loss.specName());
      return;
    }
    ObjectNode node = root.putObject("loss");
    node.put("name", loss.specName());
    if (loss.clip() > 0) {
      node.put("clip", loss.clip());
    }
    if (!loss.weights().isEmpty()) {
      ArrayNode weights = node.putArray("weights");
      loss.weights().forEach(weights::add);
    }
  }

  /** A name alone, or an object where a parameter was chosen. */
  private static void putActivation(ObjectNode layer, ActivationSpec activation) {
    if (activation.isPreset()) {
      layer.put("activation", activation.kind().specName());
      return;
    }
    ObjectNode node = layer.putObject("activation");
    node.put("name", activation.kind().specName());
    for (ActivationKind.Parameter parameter : activation.kind().parameters()) {
      double value = activation.parameter(parameter.name());
      if (value != parameter.preset()) {
        node.put(parameter.name(), value);
      }
    }
  }

  /** A name, or an object where the distribution has parameters. */
  private static void putInitialiser(ObjectNode layer, Initialiser initialiser) {
    if (initialiser instanceof Distribution distribution) {
      putComponents(
          layer.putObject("weightInit").put("distribution", distribution.specName()), distribution);
    } else {
      layer.put("weightInit", initialiser.specName());
    }
  }

  /** Hyperparameters have the names of the record's components. */
  static void putRecord(ObjectNode node, String name, Record record) {
    node.put("name", name);
    putComponents(node, record);
  }

  private static void putComponents(ObjectNode node, Object record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        put(node, component.getName(), component.getAccessor().invoke(record));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("a record's accessor only returns", e);
      }
    }
  }

  private static void put(ObjectNode node, String key, Object value) {
    if (value instanceof Schedule.Fixed fixed) {
      node.put(key, fixed.value());
    } else if (value instanceof Schedule schedule) {
      putComponents(node.putObject(key).put("schedule", schedule.specName()), schedule);
    } else if (value instanceof Named named) {
      node.put(key, named.specName());
    } else if (value instanceof Map<?, ?> table) {
      ObjectNode entries = node.putObject(key);
      table.forEach((i, entry) -> entries.putPOJO(i.toString(), entry));
    } else {
      node.putPOJO(key, value);
    }
  }
}
