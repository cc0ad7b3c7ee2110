package dev.gradparity.comparison.claims;

import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape that an array must have.
 *
 * @param shape as the documents write it
 * @param alternatives other shapes of the same elements in the same order
 * @param convention what a transposed array should have heeded
 */
public record ExpectedShape(Shape shape, List<Shape> alternatives, String convention) {

  /** Of a parameter or of anything that is computed, for a minibatch of n rows. */
  public static ExpectedShape of(TensorName name, NetworkSpec spec, int n) {
    return switch (name.quantity()) {
      case WEIGHTS, D_WEIGHTS -> {
        Shape shape = spec.shape(name.layer(), ParameterKind.WEIGHTS);
        yield spec.layer(name.layer()).form().keepsWidth()
            ? new ExpectedShape(shape, List.of(Shape.of(shape.size())), "these weights are a row")
            : new ExpectedShape(shape, List.of(), "this project stores (fan-in, fan-out)");
      }
      case BIAS,
          D_BIAS,
          GAIN,
          D_GAIN,
          GAMMA,
          D_GAMMA,
          BETA,
          D_BETA,
          MEAN,
          D_MEAN,
          VARIANCE,
          D_VARIANCE -> {
        Shape shape = Shape.of(spec.fanOut(name.layer()));
        yield new ExpectedShape(
            shape, List.of(shape.prepend(1)), "a " + noun(name.quantity()) + " is a row");
      }
      case STATE ->
          of(TensorName.of(Quantity.of(name.parameter().orElseThrow()), name.layer()), spec, n);
      case LOSS, BATCH_SIZE -> new ExpectedShape(Shape.of(), List.of(Shape.of(1)), "");
      case D_INPUT -> input(spec, n);
      case PRE_ACTIVATION, ACTIVATION, D_PRE_ACTIVATION, D_ACTIVATION ->
          rows(spec, n, spec.fanOut(name.layer()));
    };
  }

  private static String noun(Quantity quantity) {
    return switch (quantity) {
      case BIAS, D_BIAS -> "bias";
      case MEAN -> "running mean";
      case VARIANCE -> "running variance";
      default -> quantity.symbol();
    };
  }

  /** Of x and dx. */
  static ExpectedShape input(NetworkSpec spec, int n) {
    if (spec.hasSequences()) {
      return rows(spec, n, spec.inputSize());
    }
    Shape flat = Shape.of(n, spec.inputSize());
    return new ExpectedShape(spec.input().prepend(n), List.of(flat), "an example is a row");
  }

  /**
   * One row per example, or per step of the sequences, whose steps may have an axis of their own; a
   * single column may go without its axis.
   */
  static ExpectedShape rows(NetworkSpec spec, int n, int columns) {
    List<Shape> alternatives = new ArrayList<>();
    if (spec.hasSequences()) {
      alternatives.add(Shape.of(spec.examples(n), spec.timeSteps(), columns));
    }
    if (columns == 1) {
      alternatives.add(Shape.of(n));
    }
    if (columns == 1 && spec.hasSequences()) {
      alternatives.add(Shape.of(spec.examples(n), spec.timeSteps()));
    }
    String convention = spec.hasSequences() ? "a step is a row" : "an example is a row";
    return new ExpectedShape(Shape.of(n, columns), alternatives, convention);
  }

  boolean accepts(Shape given) {
    return given.equals(shape) || alternatives.contains(given);
  }

  /** Why a shape is refused, and what to do. */
  String complaint(String name, Shape given) {
    if (given.rank() == 2 && accepts(Shape.of(given.extents().get(1), given.extents().get(0)))) {
      String remedy = name.contains("@") ? "transpose it" : "pass " + name + ".T";
      return "has the shape %s; %s: %s".formatted(given, convention, remedy);
    }
    String others = String.join("", alternatives.stream().map(s -> " or " + s).toList());
    return "has the shape %s, but the spec needs %s%s; change the array or the spec"
        .formatted(given, shape, others);
  }
}
