package dev.gradparity.comparison.port;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.UpdaterSpec;
import java.util.ArrayList;
import java.util.List;

/** Writes the page that says what is where. */
final class PortReadme {

  private final Ported ported;
  private final NetworkSpec spec;
  private final PortNames names;

  private PortReadme(Ported ported) {
    this.ported = ported;
    spec = ported.spec();
    names = ported.names();
  }

  static String text(Ported ported) {
    return new PortReadme(ported).text();
  }

  private String text() {
    return TEMPLATE
        .replace("%STATE%", ported.resumes() ? STATE : "")
        .replace("%START%", ported.resumes() ? ON : AFRESH)
        .replace("%NAME%", names.word())
        .replace("%FOLDER%", names.folder())
        .replace("%NETWORK%", network())
        .replace("%DTYPE%", spec.dtype().specName())
        .replace("%MAPPING%", mapping())
        .replace("%SIZE%", String.valueOf(ParameterPlace.size(spec)))
        .replace("%TRAPS%", traps());
  }

  private String network() {
    StringBuilder rows = new StringBuilder();
    for (int l = 1; l <= spec.depth(); l++) {
      LayerSpec layer = spec.layer(l);
      List<String> notes = new ArrayList<>();
      if (!layer.form().equals(LayerForm.Dense.PLAIN)) {
        notes.add(form(layer.form()));
      }
      if (!layer.settings().hasBias()) {
        notes.add("no bias");
      }
      if (layer.settings().frozen()) {
        notes.add("frozen");
      }
      rows.append(
          "| %d | `%s` | %d | %d | `%s` | %s |\n"
              .formatted(
                  l,
                  "layer" + (l - 1),
                  spec.fanIn(l),
                  layer.units(),
                  layer.activation(),
                  String.join(", ", notes)));
    }
    String reduction = spec.reduction() == Reduction.MEAN ? "mean" : "sum";
    return rows
        + "\nLoss `%s`, %s over the %s; updater `%s`; %s.\n"
            .formatted(
                spec.loss().specName(),
                reduction,
                spec.hasSequences() ? "sequences" : "examples",
                spec.updater().specName(),
                spec.dtype().specName());
  }

  private static String form(LayerForm form) {
    if (form instanceof LayerForm.Dense dense) {
      String norm = dense.hasLayerNorm() ? "layer norm" : "";
      String comma = dense.hasLayerNorm() && dense.dropOut() < 1 ? ", " : "";
      return norm + comma + (dense.dropOut() < 1 ? "retains " + dense.dropOut() : "");
    }
    return form instanceof LayerForm.Dropout dropout
        ? "dropout, retains " + dropout.dropOut()
        : form.specName();
  }

  private String mapping() {
    StringBuilder rows = new StringBuilder();
    for (ParameterPlace place : ParameterPlace.all(spec)) {
      String element =
          place.isRow()
              ? "`flat[%d + j] = %s[j]`".formatted(place.offset(), place.kind().symbol())
              : "`flat[%d + j * %d + i] = W[i][j]`".formatted(place.offset(), place.rows());
      rows.append(
          "| `%s` | `%s` | `%s` | (%d, %d) | %d to %d | %s |\n"
              .formatted(
                  place.array(),
                  place.name(),
                  place.inDl4j(),
                  place.rows(),
                  place.columns(),
                  place.offset(),
                  place.end() - 1,
                  element));
    }
    return rows.toString();
  }

  /** What of this network is another thing in Deeplearning4j than its name says. */
  private String traps() {
    List<String> traps = new ArrayList<>();
    addLibrary(traps);
    addNetwork(traps);
    StringBuilder list = new StringBuilder();
    traps.forEach(trap -> list.append("- ").append(trap).append("\n"));
    return list.toString();
  }

  /** What holds of any network, or of the library's own defaults. */
  private void addLibrary(List<String> traps) {
    traps.add(
        "`gradient()` is a live view"
            + (spec.reduction() == Reduction.MEAN ? ", the sum over the examples" : "")
            + " and without penalties: see `gradients`.");
    traps.add(
        "After `fit`, `gradient()` holds the update, and `score()` the loss before the step.");
    traps.add("`fit` of a `DataSet` does not count epochs; schedules of epochs then stand still.");
    if (spec.loss().kind().takesClip() && spec.loss().clip() == 0) {
      traps.add("Cross entropies clip probabilities unless they are told not to, as here.");
    }
    if (spec.loss().kind() == LossKind.SPARSE_MCXENT) {
      traps.add("Labels are numbers of classes in a column, not rows of zeros and a one.");
    }
    traps.add(
        "First weights are gradparity's, carried over by `parameters.npz`: the library's `weightInit` draws"
            + " others, of the same distribution, and `setParams` replaces them.");
  }

  /** What this network has, and not every one. */
  private void addNetwork(List<String> traps) {
    if (spec.input().rank() > 1) {
      traps.add(
          "An example has the shape "
              + spec.input()
              + "; plain Java takes it flattened, row-major, and Deeplearning4j with its axes.");
    }
    if (spec.hasSequences()) {
      traps.add(
          ("An example is a sequence of %d steps: plain Java takes a row for each step, those of a sequence"
                  + " one after the other, and Deeplearning4j [sequences, features, steps]. The mean is over"
                  + " sequences: with an `OutputLayer` in the place of the `RnnOutputLayer`, and labels of two"
                  + " axes, it would be over the rows, and %d times smaller.")
              .formatted(spec.timeSteps(), spec.timeSteps()));
    }
    if (Dl4jDropout.isIn(spec)) {
      traps.add(
          "`dropOut` is the probability to retain. The library draws masks at random; the test gives both"
              + " the masks of `PlainNetwork.retained`.");
    }
    if (PlainLayers.differInInference(spec)) {
      traps.add(
          "`PlainNetwork.forward` is the pass of training. In inference, which is `predict`, nothing is"
              + " dropped out, and batch normalisation uses the running mean and variance.");
    }
    if (PlainLayers.hasRrelu(spec)) {
      traps.add(
          "In inference, the library's `rrelu` does not multiply by its mean slope but cuts off at it; `predict`"
              + " multiplies, as training does.");
    }
    if (ported.isMasked()) {
      traps.add(
          "A label counts where its mask is 1, and not where it is 0; a mask has a row of "
              + (ported.isMaskedPerOutput() ? "all outputs" : "one element")
              + (spec.hasSequences() ? " for each step." : " for each example.")
              + (spec.reduction() == Reduction.MEAN
                  ? " What the loss is divided by is the number of all %s, counted or not."
                      .formatted(spec.hasSequences() ? "sequences" : "examples")
                  : ""));
    }
    if (spec.layer(1).form() instanceof LayerForm.Embedding) {
      traps.add("An example is the number of a row of W1, from 0; there is no gradient by it.");
    }
    if (usesAdaBelief()) {
      traps.add(
          "The library's own AdaBelief throws in its first `fit`; `WorkingAdaBelief` does not.");
    }
  }

  private boolean usesAdaBelief() {
    for (int l = 1; l <= spec.depth(); l++) {
      if (spec.updater(l, false) instanceof UpdaterSpec.AdaBelief
          || spec.updater(l, true) instanceof UpdaterSpec.AdaBelief) {
        return true;
      }
    }
    return false;
  }

  private static final String STATE =
      """
      | `src/main/java/%FOLDER%/UpdaterState.java` | what the model's updater remembers, read from `updater.npz` |
      | `updater.npz` | the same: arrays such as W1.m, and the counts of iterations and epochs |
      """;

  private static final String AFRESH =
      "It trains from\nthese parameters with an updater that starts afresh.";

  private static final String ON =
      "It trains\nfrom these parameters with an updater that starts afresh, and with the model's.";

  private static final String TEMPLATE =
      """
      # %NAME%, in plain Java and in Deeplearning4j

      Written by `./gradparity port`; it is yours to change.

      | file | what it is |
      |---|---|
      | `src/main/java/%FOLDER%/PlainNetwork.java` | the network in plain Java: passes, loss, gradients, training steps, predictions |
      | `src/main/java/%FOLDER%/NetworkInDl4j.java` | the same network in Deeplearning4j, and how to read its numbers |
      | `src/main/java/%FOLDER%/Parameters.java` | W and b, read from `parameters.npz`, and their mapping |
      | `src/test/java/%FOLDER%/ParityTest.java` | proves that both compute and learn the same |
      | `parameters.npz` | the parameters: NumPy's archive, arrays W1, b1, ... |
      %STATE%| `spec.json` | the network as gradparity's specification |

      ## Build and test

      ```sh
      mvn install -DskipTests    # once, in gradparity's folder: its artifacts, for the test
      mvn test                   # in this folder
      ```

      The bounds that the test compares within are derived from the operations, not picked. %START%
      Where Deeplearning4j is registered to differ from mathematics (docs/deviations.md in gradparity), that
      difference is expected, and no other.

      ## The network

      | layer | in Deeplearning4j | inputs | units | activation | |
      |---|---|---|---|---|---|
      %NETWORK%
      ## Which array goes where

      Deeplearning4j keeps all %SIZE% parameters in one vector, `net.params()`, W column by column. With i the
      input and j the unit, both from 0:

      | `parameters.npz` | `Parameters` | `net.getParam` | shape | elements of the vector | |
      |---|---|---|---|---|---|
      %MAPPING%
      ## What to know

      %TRAPS%""";
}
