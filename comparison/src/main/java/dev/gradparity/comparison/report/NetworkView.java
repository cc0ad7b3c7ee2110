package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.GradientNorm;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.plot.Axis;
import dev.gradparity.comparison.plot.LinePlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network in one format, between two sides, and all that was done with it.
 *
 * @param id where it is on the page
 * @param cases in the run's order, at least one
 * @param verdict on all of them
 */
record NetworkView(String id, List<CaseView> cases, Verdict verdict) {

  static List<NetworkView> of(Run run) {
    Map<List<String>, List<CaseView>> groups = new LinkedHashMap<>();
    for (Comparison comparison : run.comparisons()) {
      List<CaseView> group =
          groups.computeIfAbsent(
              List.of(
                  comparison.network(),
                  comparison.dtype().specName(),
                  comparison.left(),
                  comparison.right()),
              key -> new ArrayList<>());
      group.add(new CaseView(comparison, run.replay().apply(comparison)));
    }
    List<NetworkView> networks = new ArrayList<>();
    groups
        .values()
        .forEach(
            group -> networks.add(new NetworkView("n" + networks.size(), group, verdict(group))));
    return networks;
  }

  private Comparison first() {
    return cases.get(0).comparison();
  }

  String name() {
    return first().network();
  }

  String dtype() {
    return first().dtype().specName();
  }

  String sides() {
    return first().left() + " / " + first().right();
  }

  private static Verdict verdict(List<CaseView> cases) {
    return new Run(Map.of(), cases.stream().map(CaseView::comparison).toList()).verdict();
  }

  int tensors() {
    return cases.stream().mapToInt(view -> view.comparison().tensors().size()).sum();
  }

  /** The tensor of this kind that came closest to its bound, or went furthest beyond. */
  Optional<TensorJudgement> worst(Quantity quantity) {
    return cases.stream()
        .flatMap(view -> view.comparison().tensors().stream())
        .filter(tensor -> tensor.name().quantity() == quantity)
        .max(Comparator.comparingDouble(TensorJudgement::ratio));
  }

  /** The cases that show gradients. */
  List<CaseView> gradients() {
    return cases.stream().filter(view -> !view.comparison().norms().isEmpty()).toList();
  }

  boolean hasDepth() {
    return gradients().stream().anyMatch(view -> view.comparison().norms().size() > 1);
  }

  /** A gradient that vanishes on its way back falls to the left. */
  String normPlot() {
    List<LinePlot.Line> lines = new ArrayList<>();
    for (CaseView view : gradients()) {
      Comparison comparison = view.comparison();
      lines.add(line(comparison, comparison.left(), lines.size()));
      lines.add(line(comparison, comparison.right(), lines.size()));
    }
    return new LinePlot(
            "Norm of each layer's gradient, " + name() + ", " + dtype(),
            Axis.linear("layer"),
            Axis.logarithmic("‖dW‖"),
            lines,
            List.of())
        .svg();
  }

  private static LinePlot.Line line(Comparison comparison, String side, int style) {
    List<GradientNorm> norms =
        comparison.norms().stream().sorted(Comparator.comparingInt(GradientNorm::layer)).toList();
    return new LinePlot.Line(
        comparison.task() + ", " + side,
        style,
        norms.stream().mapToDouble(GradientNorm::layer).toArray(),
        norms.stream()
            .mapToDouble(side.equals(comparison.left()) ? GradientNorm::left : GradientNorm::right)
            .toArray());
  }
}
