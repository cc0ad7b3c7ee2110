package dev.gradparity.comparison.input;

import dev.gradparity.spec.Distribution;
import dev.gradparity.spec.Initialiser;
import dev.gradparity.spec.WeightInit;
import java.util.List;

/** Reads how a layer's first weights come about: a name, or a distribution with parameters. */
final class InitialiserReader {

  private static final String NAME = "distribution";

  private InitialiserReader() {}

  static Initialiser read(JsonPlace place) {
    if (!place.node().isObject()) {
      return place.constant(WeightInit.class, "weightInit");
    }
    List<String> names = Distribution.examples().stream().map(Initialiser::specName).toList();
    JsonPlace name = place.required(NAME, "choose one of " + String.join(", ", names));
    Distribution kind =
        Distribution.examples().stream()
            .filter(example -> example.specName().equalsIgnoreCase(name.text()))
            .findFirst()
            .orElseThrow(() -> name.unknownName(NAME, name.text(), names));
    return (Distribution) UpdaterReader.record(place, NAME, kind, false);
  }
}
