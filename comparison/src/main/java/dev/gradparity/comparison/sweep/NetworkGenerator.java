package dev.gradparity.comparison.sweep;

import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import java.util.Optional;

/** Random networks. Each follows from the seed and its own number, and from no other network. */
public final class NetworkGenerator {

  private static final int MOST_EXAMPLES = 65;

  /**
   * Multiplications of one forward pass, above which the minibatch is cut down: the time of a
   * network grows with them, and a sweep is worth more for many networks than for slow ones.
   */
  private static final long MOST_WORK = 250_000;

  /** The same for the few that are both wide and many. */
  private static final long MOST_WORK_OF_FEW = 2_500_000;

  /** Any activation meets these, and layers of all types. */
  private static final List<Edge> PLANNED_EDGES = List.copyOf(FormDraw.EDGES);

  private final long seed;
  private final List<DType> dtypes;

  /** The networks of this seed in these formats. */
  public NetworkGenerator(long seed, List<DType> dtypes) {
    this.seed = seed;
    this.dtypes = dtypes.stream().sorted().toList();
  }

  /**
   * A network and what is particular about its numbers.
   *
   * @param network what to judge
   * @param edge its edge
   */
  record Drawn(SweepNetwork network, Edge edge) {}

  /**
   * The network of this number.
   *
   * @param number from 1
   */
  Drawn network(int number) {
    Draw draw = new Draw(seed, number);
    Optional<Planned> planned = Planned.of(number);
    DType dtype = draw.of(planned.map(this::dtypes).orElse(dtypes));
    Edge edge = planned.isPresent() ? draw.of(PLANNED_EDGES) : Edge.drawn(draw);
    NetworkSpec spec =
        new SpecDraw(draw, edge, planned)
            .network("network %d of seed %d".formatted(number, seed), dtype, largestRate(edge));
    DataDraw data = new DataDraw(draw, edge, spec);
    int count = edge.hasOneExample() ? 1 : count(draw, spec);
    int steps = edge == Edge.OVERFLOW ? 0 : draw.between(2, 4);
    Examples examples = data.examples(count);
    ParameterValues initial = new CaseFactory(spec, examples).gradient(count).parameters();
    ParameterValues parameters = data.parameters(initial, examples);
    NetworkSpec drawn = SequenceDraw.sequences(spec, count);
    return new Drawn(new SweepNetwork(drawn, parameters, examples, steps), edge);
  }

  /** Those in which the library has an activation, of which all are drawn where there are none. */
  private List<DType> dtypes(Planned planned) {
    List<DType> takesHidden =
        dtypes.stream().filter(dtype -> ActivationDraw.draws(planned.hidden(), dtype)).toList();
    return takesHidden.isEmpty() ? dtypes : takesHidden;
  }

  /** A gradient grows with the features and with their square; the steps are to stay finite. */
  private static double largestRate(Edge edge) {
    return switch (edge) {
      case LARGE -> 1e-9;
      case SATURATED -> 1e-3;
      default -> 0.1;
    };
  }

  private static int count(Draw draw, NetworkSpec spec) {
    int count = 1;
    if (draw.chance(0.85)) {
      count = draw.chance(0.15) ? draw.between(63, MOST_EXAMPLES) : (int) draw.logUniform(2, 65);
    }
    long work = draw.chance(0.02) ? MOST_WORK_OF_FEW : MOST_WORK;
    long perExample = 0;
    for (int l = 1; l <= spec.depth(); l++) {
      perExample += (long) spec.fanIn(l) * spec.fanOut(l);
    }
    // Deeplearning4j's batch normalisation throws on a single example.
    boolean needsTwo =
        spec.layers().stream().anyMatch(layer -> layer.form() instanceof LayerForm.BatchNorm);
    int most = Math.min(count, Dl4jSubject.mostExamples(spec));
    return (int) Math.max(needsTwo ? 2 : 1, Math.min(most, work / perExample));
  }
}
