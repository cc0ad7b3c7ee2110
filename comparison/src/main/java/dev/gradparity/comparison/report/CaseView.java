package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.html.Show;
import dev.gradparity.comparison.plot.Axis;
import dev.gradparity.comparison.plot.LinePlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * One comparison on the page.
 *
 * @param comparison what is shown
 * @param replay the words of the command line that makes it again; empty if there is none
 */
record CaseView(Comparison comparison, List<String> replay) {

  /** Of a training, at most as many columns and rows: more would not be read. */
  private static final int MOST_COLUMNS = 25;

  private static final int MOST_POINTS = 50;

  /** The order of data flow: forward, then back. */
  private static final List<Quantity> FLOW =
      List.of(
          Quantity.PRE_ACTIVATION,
          Quantity.ACTIVATION,
          Quantity.LOSS,
          Quantity.D_PRE_ACTIVATION,
          Quantity.D_WEIGHTS,
          Quantity.D_BIAS,
          Quantity.D_ACTIVATION,
          Quantity.D_INPUT);

  String command() {
    return Show.shell(replay);
  }

  String sides() {
    return comparison.left() + " / " + comparison.right();
  }

  boolean isTraining() {
    return comparison.tensors().stream().anyMatch(tensor -> tensor.name().step() > 0);
  }

  /** How many tensors are wrong. */
  long wrong() {
    return comparison.tensors().stream().filter(t -> t.verdict() == Verdict.MISMATCH).count();
  }

  /** The side that is wrong, in words; empty where nobody knows. */
  String culprit() {
    return comparison
        .explanation()
        .map(
            why ->
                switch (why.wrong()) {
                  case LEFT -> comparison.left() + " is wrong";
                  case RIGHT -> comparison.right() + " is wrong";
                  case BOTH -> "both sides are wrong";
                  case NEITHER -> "";
                })
        .orElse("");
  }

  /** Looks at every tensor, so that it is asked once for each drawing. */
  private TensorName firstWrong() {
    return comparison.firstMismatch().map(TensorJudgement::name).orElse(null);
  }

  /**
   * A cell of a heat map.
   *
   * @param tone its classes
   * @param text what stands in it
   * @param spoken what it says in full; null where the text is enough
   */
  record Cell(String tone, String text, String spoken) {

    private static final Cell NONE = new Cell("na", "", null);
  }

  /**
   * A row of a heat map.
   *
   * @param name what it shows
   * @param cells from left to right
   */
  record Row(String name, List<Cell> cells) {}

  /**
   * A heat map.
   *
   * @param columns their names
   * @param rows in the order of data flow
   */
  record Heat(List<String> columns, List<Row> rows) {}

  private static Cell cell(TensorJudgement tensor, TensorName firstWrong) {
    String first = tensor.name().equals(firstWrong) ? " first" : "";
    String spoken = first.isEmpty() ? null : tensor.name() + " is the first wrong tensor";
    return switch (tensor.verdict()) {
      case MATCH -> new Cell(Show.heat(tensor.ratio()), Show.shortRatio(tensor.ratio()), null);
      case MISMATCH -> new Cell("x" + first, "✗ " + Show.shortRatio(tensor.ratio()), spoken);
      case KNOWN -> new Cell("k", "≈ " + Show.shortRatio(tensor.ratio()), null);
      case UNDECIDED -> new Cell("u", "?", null);
      case VACUOUS -> new Cell("u", "∅", null);
    };
  }

  /** A column for each layer; the input is before the first and the loss behind the last. */
  Heat flow() {
    TensorName firstWrong = firstWrong();
    int depth = 0;
    Map<Quantity, Map<Integer, TensorJudgement>> found = new EnumMap<>(Quantity.class);
    for (TensorJudgement tensor : comparison.tensors()) {
      TensorName name = tensor.name();
      depth = Math.max(depth, name.layer());
      found.computeIfAbsent(name.quantity(), q -> new LinkedHashMap<>()).put(name.layer(), tensor);
    }
    List<String> columns = new ArrayList<>(List.of("input"));
    for (int layer = 1; layer <= depth; layer++) {
      columns.add("layer " + layer);
    }
    columns.add("loss");
    List<Row> rows = new ArrayList<>();
    for (Quantity quantity : FLOW) {
      if (found.containsKey(quantity)) {
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column <= depth + 1; column++) {
          int layer = column <= depth ? column : 0;
          boolean fits = layer > 0 || (column == 0) == (quantity == Quantity.D_INPUT);
          TensorJudgement tensor = fits ? found.get(quantity).get(layer) : null;
          cells.add(tensor == null ? Cell.NONE : cell(tensor, firstWrong));
        }
        rows.add(new Row(symbol(quantity), cells));
      }
    }
    return new Heat(columns, rows);
  }

  /**
   * A tensor on the way.
   *
   * @param name the tensor's
   * @param verdict on it
   * @param isFirstWrong whether what is wrong starts here
   */
  record Stop(String name, Verdict verdict, boolean isFirstWrong) {}

  /** The tensors in the order in which they are computed; of a training, those of the step. */
  List<Stop> way() {
    TensorName firstWrong = firstWrong();
    int step = firstWrong == null ? 0 : firstWrong.step();
    return comparison.tensors().stream()
        .filter(tensor -> tensor.name().step() == step)
        .map(t -> new Stop(t.name().toString(), t.verdict(), t.name().equals(firstWrong)))
        .toList();
  }

  private static String symbol(Quantity quantity) {
    return switch (quantity) {
      case PRE_ACTIVATION, ACTIVATION, LOSS -> quantity.symbol() + " →";
      default -> quantity.symbol() + " ←";
    };
  }

  /** A column for each step, or for several; then the worst of them counts. */
  Heat steps() {
    TensorName firstWrong = firstWrong();
    Comparator<TensorJudgement> worse =
        Comparator.comparing(TensorJudgement::verdict)
            .thenComparing(tensor -> tensor.name().equals(firstWrong))
            .thenComparing(TensorJudgement::ratio);
    int last = 0;
    for (TensorJudgement tensor : comparison.tensors()) {
      last = Math.max(last, tensor.name().step());
    }
    int stride = (last + MOST_COLUMNS - 1) / MOST_COLUMNS;
    Map<String, Map<Integer, TensorJudgement>> series = new LinkedHashMap<>();
    for (TensorJudgement tensor : comparison.tensors()) {
      series
          .computeIfAbsent(tensor.name().atStep(0).toString(), name -> new HashMap<>())
          .merge(
              (Math.max(1, tensor.name().step()) - 1) / stride,
              tensor,
              BinaryOperator.maxBy(worse));
    }
    List<String> columns = new ArrayList<>();
    for (int end = stride; end < last + stride; end += stride) {
      columns.add(String.valueOf(Math.min(end, last)));
    }
    List<Row> rows = new ArrayList<>();
    series.forEach(
        (name, worst) -> {
          List<Cell> cells = new ArrayList<>();
          for (int column = 0; column < columns.size(); column++) {
            TensorJudgement tensor = worst.get(column);
            cells.add(tensor == null ? Cell.NONE : cell(tensor, firstWrong));
          }
          rows.add(new Row(name, cells));
        });
    return new Heat(columns, rows);
  }

  /**
   * The loss at a step.
   *
   * @param step from 1
   * @param left the left side's
   * @param right the right side's
   */
  record LossAt(int step, double left, double right) {

    double difference() {
      return left - right;
    }
  }

  /** The losses of a training, at most so many of them; the first and the last are among them. */
  List<LossAt> losses() {
    List<LossAt> all =
        comparison.tensors().stream()
            .filter(t -> t.name().quantity() == Quantity.LOSS && t.name().step() > 0)
            .map(t -> new LossAt(t.name().step(), t.left(), t.right()))
            .toList();
    if (all.size() <= MOST_POINTS) {
      return all;
    }
    List<LossAt> some = new ArrayList<>();
    for (int k = 0; k < MOST_POINTS; k++) {
      some.add(all.get((int) ((long) k * (all.size() - 1) / (MOST_POINTS - 1))));
    }
    return some;
  }

  String lossPlot() {
    List<LossAt> losses = losses();
    double[] steps = losses.stream().mapToDouble(LossAt::step).toArray();
    boolean isPositive = losses.stream().allMatch(loss -> loss.left() > 0 && loss.right() > 0);
    return new LinePlot(
            "Loss of both sides at each step, " + comparison.caseName(),
            Axis.linear("step"),
            isPositive ? Axis.logarithmic("loss") : Axis.linear("loss"),
            List.of(
                new LinePlot.Line(
                    comparison.left(),
                    0,
                    steps,
                    losses.stream().mapToDouble(LossAt::left).toArray()),
                new LinePlot.Line(
                    comparison.right(),
                    1,
                    steps,
                    losses.stream().mapToDouble(LossAt::right).toArray())),
            List.of())
        .svg();
  }

  String differencePlot() {
    List<LossAt> losses = losses();
    String difference = comparison.left() + " - " + comparison.right();
    return new LinePlot(
            "Difference of the losses at each step, " + comparison.caseName(),
            Axis.linear("step"),
            Axis.linear("difference"),
            List.of(
                new LinePlot.Line(
                    difference,
                    3,
                    losses.stream().mapToDouble(LossAt::step).toArray(),
                    losses.stream().mapToDouble(LossAt::difference).toArray())),
            List.of())
        .svg();
  }

  boolean hasDifference() {
    return losses().stream().anyMatch(loss -> loss.difference() != 0);
  }

  Optional<TensorJudgement> worst() {
    return comparison.tensors().stream().max(Comparator.comparingDouble(TensorJudgement::ratio));
  }
}
