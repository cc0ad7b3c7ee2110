package dev.gradparity.comparison.sweep;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.GradientNormalisation;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.Named;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Schedule;
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
import java.util.stream.Stream;

/** Which choices met in a network: five at a time, and every two. */
final class Coverage {

  /** A choice that every network makes; a network has one of its values, or several. */
  enum Factor {
    LAYER,
    ACTIVATION,
    OUTPUT,
    LOSS,
    UPDATER,
    SCHEDULE,
    NORMALISATION,
    CONSTRAINT,
    INITIALISER,
    MASK,
    EXAMPLE,
    REDUCTION,
    DTYPE,
    EDGE
  }

  /** The choices that a table of coverage has rows for, of edges for columns. */
  static final List<Factor> ROWS =
      Stream.of(Factor.values()).filter(f -> f != Factor.OUTPUT && f != Factor.EDGE).toList();

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
        Map.ofEntries(
            Map.entry(Factor.LAYER, layers()),
            Map.entry(Factor.ACTIVATION, names(ActivationDraw.ALL)),
            Map.entry(Factor.OUTPUT, names(ActivationDraw.OUTPUTS)),
            Map.entry(Factor.LOSS, Named.names(LossKind.class)),
            Map.entry(Factor.UPDATER, UpdaterDraw.names()),
            Map.entry(Factor.SCHEDULE, Schedule.names()),
            Map.entry(Factor.NORMALISATION, Named.names(GradientNormalisation.Kind.class)),
            Map.entry(Factor.CONSTRAINT, SettingsDraw.constraintNames()),
            Map.entry(Factor.INITIALISER, InitialiserDraw.names()),
            Map.entry(Factor.MASK, LabelMaskDraw.NAMES),
            Map.entry(Factor.EXAMPLE, SequenceDraw.NAMES),
            Map.entry(Factor.REDUCTION, Named.names(Reduction.class)),
            Map.entry(Factor.DTYPE, settings.dtypes().stream().map(DType::specName).toList()),
            Map.entry(Factor.EDGE, Named.names(Edge.class)));
    entries.forEach(entry -> count(entry.traits()));
  }

  private static List<String> layers() {
    return Stream.concat(LayerForm.NAMES.stream(), Stream.of(Entry.LAYER_NORM)).toList();
  }

  private static List<String> names(List<ActivationKind> activations) {
    return activations.stream().map(ActivationKind::specName).toList();
  }

  private static int compare(List<String> a, List<String> b) {
    return String.join(" ", a).compareTo(String.join(" ", b));
  }

  private static List<String> of(Entry.Traits traits, Factor factor) {
    return switch (factor) {
      case LAYER -> traits.layers();
      case ACTIVATION -> traits.activations();
      case OUTPUT -> List.of(traits.output());
      case LOSS -> List.of(traits.loss());
      case UPDATER -> List.of(traits.updater());
      case SCHEDULE -> List.of(traits.schedule());
      case NORMALISATION -> traits.normalisations();
      case CONSTRAINT -> traits.constraints();
      case INITIALISER -> traits.initialisers();
      case MASK -> List.of(traits.labelMask());
      case EXAMPLE -> List.of(traits.example());
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
      for (DType dtype : DType.values()) {
        if (ActivationDraw.draws(activation, dtype)) {
          for (Factor place : List.of(Factor.ACTIVATION, Factor.OUTPUT)) {
            drawn.add(new Pair(place, activation.specName(), Factor.DTYPE, dtype.specName()));
          }
        }
      }
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
          if (!pairs.containsKey(pair) && isDrawn(pair, drawn)) {
            unreached.add(pair);
          }
        });
    return unreached;
  }

  /**
   * Whether a pair can be drawn.
   *
   * @param drawn those that can, of the choices that restrict each other one value at a time
   */
  private static boolean isDrawn(Pair pair, Set<Pair> drawn) {
    return switch (pair.second) {
      case LOSS -> pair.first != Factor.OUTPUT || drawn.contains(pair);
      case INITIALISER -> pair.first != Factor.LAYER || FormDraw.draws(pair.a, pair.b);
      case MASK -> pair.first != Factor.LOSS || LabelMaskDraw.draws(loss(pair.a), pair.b);
      case SCHEDULE -> pair.first != Factor.UPDATER || UpdaterDraw.draws(pair.a, pair.b);
      case DTYPE ->
          switch (pair.first) {
            case LOSS, ACTIVATION, OUTPUT -> drawn.contains(pair);
            default -> true;
          };
      case EDGE ->
          switch (pair.first) {
            case LOSS, ACTIVATION, OUTPUT -> drawn.contains(pair);
            case LAYER -> FormDraw.draws(pair.a, edge(pair.b));
            case MASK -> LabelMaskDraw.draws(pair.a, edge(pair.b));
            case EXAMPLE -> SequenceDraw.draws(pair.a, edge(pair.b));
            case NORMALISATION, CONSTRAINT ->
                pair.a.equals(Entry.NONE) || SettingsDraw.EDGES.contains(edge(pair.b));
            default -> true;
          };
      default -> true;
    };
  }

  private static LossKind loss(String name) {
    return Named.find(LossKind.class, name).orElseThrow();
  }

  private static Edge edge(String name) {
    return Named.find(Edge.class, name).orElseThrow();
  }
}
