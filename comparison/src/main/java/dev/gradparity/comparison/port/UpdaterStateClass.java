package dev.gradparity.comparison.port;

import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.UpdaterState;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/** Writes the class that holds what a training that stopped left behind. */
final class UpdaterStateClass {

  /**
   * One array that an updater remembers.
   *
   * @param place of the parameter
   * @param index among the updater's names
   * @param array its name in {@code updater.npz}, such as {@code W1.m}
   */
  record Remembered(ParameterPlace place, int index, String array) {

    /** The expression of the array, of a state of this name. */
    String of(String state) {
      return "%s.memory[%d].%s".formatted(state, index, place.name());
    }

    /** The same, of the plain network of this name. */
    String ofPlain(String network) {
      String own = array.substring(array.indexOf('.') + 1);
      return "%s.%s.%s".formatted(network, PlainUpdaters.memory(place.name()), own);
    }
  }

  private UpdaterStateClass() {}

  /** All arrays of a network, in the order of its parameters. */
  static List<Remembered> all(NetworkSpec spec) {
    List<Remembered> all = new ArrayList<>();
    for (ParameterPlace place : ParameterPlace.all(spec)) {
      List<TensorName> arrays = TensorName.states(spec, place.layer(), place.kind());
      for (int k = 0; k < arrays.size(); k++) {
        all.add(new Remembered(place, k, arrays.get(k).toString()));
      }
    }
    return all;
  }

  static String text(NetworkSpec spec, PortNames names, UpdaterState state) {
    StringBuilder reads = new StringBuilder();
    int most = 0;
    for (Remembered remembered : all(spec)) {
      most = Math.max(most, remembered.index() + 1);
      reads.append(
          "    Parameters.read(arrays, \"%s\", %s);\n"
              .formatted(remembered.array(), remembered.of("state")));
    }
    String memory = "new Parameters(), ".repeat(most).replaceFirst(", $", "");
    return TEMPLATE
        .replace("%PACKAGE%", names.packageName())
        .replace("%ITERATIONS%", String.valueOf(state.iterations()))
        .replace("%EPOCHS%", String.valueOf(state.epochs()))
        .replace("%MEMORY%", memory)
        .replace(
            "%ARRAYS%",
            reads.isEmpty()
                ? ""
                : "    Map<String, ByteBuffer> arrays = Parameters.arrays(\"/updater.npz\");\n")
        .replace("%IMPORTS%", reads.isEmpty() ? "" : IMPORTS)
        .replace("%READS%", reads.toString());
  }

  private static final String IMPORTS =
      """
      import java.nio.ByteBuffer;
      import java.util.Map;

      """;

  private static final String TEMPLATE =
      """
      package %PACKAGE%;

      %IMPORTS%/** What the training of the model left behind beside its parameters. */
      final class UpdaterState {

        /** The steps made, which schedules, bias corrections and dropout count. */
        static final int ITERATIONS = %ITERATIONS%;

        /** The epochs gone through, which schedules count. */
        static final int EPOCHS = %EPOCHS%;

        /**
         * What updaters remember of every parameter, in its place and shape: the first of it, then the
         * second. Zeros where an updater remembers less.
         */
        final Parameters[] memory = {%MEMORY%};

        /** The state of updater.npz, which numpy.load reads as well. */
        static UpdaterState read() {
          UpdaterState state = new UpdaterState();
      %ARRAYS%%READS%    return state;
        }
      }
      """;
}
