package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.Reduction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Which choices met in a network: all five at a time, and every two. */
final class Coverage {

  /** A choice that every network makes; a network has one of its values, or several. */
  enum Factor {
    ACTIVATION,
    OUTPUT,
    LOSS,
    UPDATER,
    REDUCTION,
    DTYPE,
    EDGE
  }

  /**
   * A value of each of two choices.
   *
   * @param first the earlier choice
   * @param a its value
   * @param second the later choice
   * @param b its value
   */
  record Pair(Factor first, String a, Factor second, String b) {
    @Override
    public String toString() {
      return "%s %s with %s %s".formatted(name(first), a, name(second), b);
    }

    private static String name(Factor factor) {
      return factor.name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Factor, List<String>> values;
  private final Map<Pair, Integer> pairs = new LinkedHashMap<>();
  private final Map<List<String>, Integer> cells = new TreeMap<>(Coverage::compare);

  /** What these networks cover of all that could be drawn. */
  Coverage(SweepSettings settings, Collection<Entry> entries) {
    values =
        Map.of(
            Factor.ACTIVATION, activations(),
            Factor.OUTPUT, activations(),
            Factor.LOSS, Named.names(LossKind.class),
            Factor.UPDATER, UpdaterDraw.names(),
            Factor.REDUCTION, Named.names(Reduction.class),
            Factor.DTYPE, settings.dtypes().stream().map(DType::specName).toList(),
            Factor.EDGE, Named.names(Edge.class));
    entries.forEach(entry -> count(entry.traits()));
  }

  private static List<String> activations() {
    return ActivationDraw.ALL.stream().map(ActivationKind::specName).toList();
  }

  private static int compare(List<String> a, List<String> b) {
    return String.join(" ", a).compareTo(String.join(" ", b));
  }

  private static List<String> of(Entry.Traits traits, Factor factor) {
    return switch (factor) {
      case ACTIVATION -> traits.activations();
      case OUTPUT -> List.of(traits.output());
      case LOSS -> List.of(traits.loss());
      case UPDATER -> List.of(traits.updater());
      case REDUCTION -> List.of(traits.reduction());
      case DTYPE -> List.of(traits.dtype());
      case EDGE -> List.of(traits.edge());
    };
  }

  private void count(Entry.Traits traits) {
    for (String activation : traits.activations()) {
      cells.merge(
          List.of(activation, traits.loss(), traits.updater(), traits.dtype(), traits.edge()),
          1,
          Integer::sum);
    }
    forEachPair(factor -> of(traits, factor), pair -> pairs.merge(pair, 1, Integer::sum));
  }

  private static void forEachPair(Function<Factor, List<String>> values, Consumer<Pair> action) {
    for (Factor first : Factor.values()) {
      for (Factor second : Factor.values()) {
        if (first.compareTo(second) < 0) {
          for (String a : values.apply(first)) {
            values.apply(second).forEach(b -> action.accept(new Pair(first, a, second, b)));
          }
        }
      }
    }
  }

  List<String> values(Factor factor) {
    return values.get(factor);
  }

  /** How many networks have both. */
  int count(Factor first, String a, Factor second, String b) {
    return pairs.getOrDefault(new Pair(first, a, second, b), 0);
  }

  /** Activation, loss, updater, format, edge: how many networks have all of them, sorted. */
  Map<List<String>, Integer> cells() {
    return cells;
  }

  /** How many combinations of activation, loss, updater, format and edge there are. */
  int cellsInAll() {
    return values(Factor.ACTIVATION).size()
        * values(Factor.LOSS).size()
        * values(Factor.UPDATER).size()
        * values(Factor.DTYPE).size()
        * values(Factor.EDGE).size();
  }

  /** The legal pairs that no network has. */
  List<Pair> unreached() {
    Set<Pair> drawn = new LinkedHashSet<>();
    for (SpecDraw.Output output : SpecDraw.outputs()) {
      drawn.add(
          new Pair(
              Factor.OUTPUT,
              output.activation().specName(),
              Factor.LOSS,
              output.loss().specName()));
    }
    for (LossKind loss : LossKind.values()) {
      for (DType dtype : DType.values()) {
        if (SpecDraw.draws(loss, dtype)) {
          drawn.add(new Pair(Factor.LOSS, loss.specName(), Factor.DTYPE, dtype.specName()));
        }
      }
      for (Edge edge : Edge.values()) {
        if (SpecDraw.draws(loss, edge)) {
          drawn.add(new Pair(Factor.LOSS, loss.specName(), Factor.EDGE, edge.specName()));
        }
      }
    }
    for (ActivationKind activation : ActivationDraw.ALL) {
      for (Edge edge : Edge.values()) {
        if (ActivationDraw.draws(activation, edge)) {
          for (Factor place : List.of(Factor.ACTIVATION, Factor.OUTPUT)) {
            drawn.add(new Pair(place, activation.specName(), Factor.EDGE, edge.specName()));
          }
        }
      }
    }
    List<Pair> unreached = new ArrayList<>();
    forEachPair(
        this::values,
        pair -> {
          if (!pairs.containsKey(pair) && (!isRestricted(pair) || drawn.contains(pair))) {
            unreached.add(pair);
          }
        });
    return unreached;
  }

  private static boolean isRestricted(Pair pair) {
    return switch (pair.second) {
      case LOSS -> pair.first == Factor.OUTPUT;
      case DTYPE -> pair.first == Factor.LOSS;
      case EDGE ->
          pair.first == Factor.LOSS
              || pair.first == Factor.ACTIVATION
              || pair.first == Factor.OUTPUT;
      default -> false;
    };
  }
}
