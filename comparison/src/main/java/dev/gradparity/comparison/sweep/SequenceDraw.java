package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws whether the rows of a minibatch are the steps of sequences. The choices follow from the
 * network's seed and from no other choice, so that all else is drawn as without them.
 */
final class SequenceDraw {

  private static final String ROW = "row";
  private static final String SEQUENCE = "sequence";

  /** The names of what an example may be. */
  static final List<String> NAMES = List.of(ROW, SEQUENCE);

  private static final double SHARE = 0.15;

  private static final int MOST_STEPS = 8;

  private SequenceDraw() {}

  /** The name of what a network takes for an example. */
  static String name(NetworkSpec spec) {
    return spec.timeSteps() == 1 ? ROW : SEQUENCE;
  }

  /** Whether rows, or sequences, are drawn with an edge. */
  static boolean draws(String example, Edge edge) {
    return example.equals(ROW) || !edge.hasOneExample();
  }

  /** The network, or in one of seven cases that with as many steps as divide its rows. */
  static NetworkSpec sequences(NetworkSpec spec, int rows) {
    Draw draw = new Draw(spec.seed(), -4);
    List<Integer> divisors =
        IntStream.rangeClosed(2, MOST_STEPS).filter(t -> rows % t == 0).boxed().toList();
    return draw.chance(SHARE) && !divisors.isEmpty() && isOfTheLibrary(spec)
        ? spec.withTimeSteps(draw.of(divisors))
        : spec;
  }

  /** What the library refuses of sequences is not drawn. */
  private static boolean isOfTheLibrary(NetworkSpec spec) {
    int last = spec.depth();
    boolean isDense = spec.layer(last).form() instanceof LayerForm.Dense;
    return spec.input().rank() == 1
        && (spec.reduction() == Reduction.MEAN || last == 1)
        && spec.layer(last).form().dropOut() == 1
        && (!isDense || spec.layer(last).settings().hasBias());
  }
}
