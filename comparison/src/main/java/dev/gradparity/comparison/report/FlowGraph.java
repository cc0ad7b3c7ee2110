package dev.gradparity.comparison.report;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A gradient's tensors as a graph: forward along the top, back below, and the gradients by
 * parameters underneath. Places are pixels.
 *
 * @param nodes tensors
 * @param edges from what is computed first to what needs it, as SVG paths
 * @param width of the drawing
 * @param height of the drawing
 */
record FlowGraph(List<Node> nodes, List<String> edges, int width, int height) {

  static final int NODE_WIDTH = 62;
  static final int NODE_HEIGHT = 26;

  private static final int COLUMN = 84;
  private static final int ROW = 58;
  private static final int MARGIN = 4;
  private static final int HEAD = 4;

  /**
   * A tensor in the drawing.
   *
   * @param name the tensor's
   * @param verdict on it; null where it was not compared
   * @param isFirstWrong whether what is wrong starts here
   * @param x of its left edge
   * @param y of its upper edge
   */
  record Node(String name, Verdict verdict, boolean isFirstWrong, int x, int y) {}

  /** The graph of a gradient. */
  static FlowGraph of(Comparison comparison) {
    return new Drawing(comparison).draw();
  }

  /** Puts tensors into their places and joins them. */
  private static final class Drawing {

    private final Map<TensorName, TensorJudgement> judged = new HashMap<>();
    private final Map<TensorName, Node> places = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> edges = new ArrayList<>();
    private final TensorName firstWrong;
    private final int depth;

    Drawing(Comparison comparison) {
      comparison.tensors().forEach(tensor -> judged.put(tensor.name(), tensor));
      firstWrong = comparison.firstMismatch().map(TensorJudgement::name).orElse(null);
      depth = judged.keySet().stream().mapToInt(TensorName::layer).max().orElse(0);
    }

    FlowGraph draw() {
      for (int l = 1; l <= depth; l++) {
        place(TensorName.of(Quantity.PRE_ACTIVATION, l), 2 * l - 1, 0, true);
        place(TensorName.of(Quantity.ACTIVATION, l), 2 * l, 0, true);
        place(TensorName.of(Quantity.D_PRE_ACTIVATION, l), 2 * l - 1, 1, true);
        place(TensorName.of(Quantity.D_ACTIVATION, l), 2 * l, 1, l < depth);
        place(TensorName.of(Quantity.D_WEIGHTS, l), 2 * l - 1, 2, false);
        place(TensorName.of(Quantity.D_BIAS, l), 2 * l, 2, false);
        place(TensorName.of(Quantity.D_GAMMA, l), 2 * l - 1, 2, false);
        place(TensorName.of(Quantity.D_BETA, l), 2 * l, 2, false);
        place(TensorName.of(Quantity.D_GAIN, l), 2 * l, 3, false);
      }
      place(TensorName.of(Quantity.LOSS), 2 * depth + 1, 0, true);
      place(TensorName.of(Quantity.D_INPUT), 0, 1, false);
      for (int l = 1; l <= depth; l++) {
        join(l);
      }
      int bottom = nodes.stream().mapToInt(Node::y).max().orElse(0) + NODE_HEIGHT;
      int width = (2 * depth + 2) * COLUMN + 2 * MARGIN;
      return new FlowGraph(List.copyOf(nodes), List.copyOf(edges), width, bottom + MARGIN);
    }

    private void join(int l) {
      TensorName z = TensorName.of(Quantity.PRE_ACTIVATION, l);
      TensorName a = TensorName.of(Quantity.ACTIVATION, l);
      TensorName dz = TensorName.of(Quantity.D_PRE_ACTIVATION, l);
      TensorName da = TensorName.of(Quantity.D_ACTIVATION, l);
      edge(z, a);
      edge(a, l < depth ? TensorName.of(Quantity.PRE_ACTIVATION, l + 1) : loss());
      if (l < depth) {
        edge(TensorName.of(Quantity.D_PRE_ACTIVATION, l + 1), da);
      } else {
        edge(loss(), places.containsKey(da) ? da : dz);
      }
      edge(da, dz);
      edge(dz, TensorName.of(Quantity.D_WEIGHTS, l));
      edge(dz, TensorName.of(Quantity.D_BIAS, l));
      edge(dz, TensorName.of(Quantity.D_GAMMA, l));
      edge(dz, TensorName.of(Quantity.D_BETA, l));
      edge(dz, TensorName.of(Quantity.D_GAIN, l));
      if (l == 1) {
        edge(dz, TensorName.of(Quantity.D_INPUT));
      }
    }

    private static TensorName loss() {
      return TensorName.of(Quantity.LOSS);
    }

    private void place(TensorName name, int column, int row, boolean always) {
      TensorJudgement tensor = judged.get(name);
      if (tensor == null && !always) {
        return;
      }
      Node node =
          new Node(
              name.toString(),
              tensor == null ? null : tensor.verdict(),
              name.equals(firstWrong),
              MARGIN + column * COLUMN,
              MARGIN + row * ROW);
      places.put(name, node);
      nodes.add(node);
    }

    private void edge(TensorName from, TensorName to) {
      Node start = places.get(from);
      Node end = places.get(to);
      if (start == null || end == null) {
        return;
      }
      int middle = NODE_HEIGHT / 2;
      if (start.y == end.y) {
        boolean right = start.x < end.x;
        int tip = right ? end.x : end.x + NODE_WIDTH;
        arrow(right ? start.x + NODE_WIDTH : start.x, start.y + middle, tip, end.y + middle);
      } else {
        arrow(start.x + NODE_WIDTH / 2, start.y + NODE_HEIGHT, end.x + NODE_WIDTH / 2, end.y);
      }
    }

    private void arrow(int x1, int y1, int x2, int y2) {
      double length = Math.hypot(x2 - x1, y2 - y1);
      double along = HEAD * (x2 - x1) / length;
      double across = HEAD * (y2 - y1) / length;
      edges.add(
          "M%d %dL%d %dM%d %dL%d %dL%d %d"
              .formatted(
                  x1,
                  y1,
                  x2,
                  y2,
                  Math.round(x2 - along - across),
                  Math.round(y2 - across + along),
                  x2,
                  y2,
                  Math.round(x2 - along + across),
                  Math.round(y2 - across - along)));
    }
  }
}
