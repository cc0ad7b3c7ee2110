package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Regularisation;
import dev.gradparity.spec.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * One thing that a network does otherwise than its description says. A walk that is told so
 * computes what would come of it, with bounds like any other.
 *
 * @param kind what is done otherwise
 * @param layer where; 0 for wherever there is such an operation, {@link #HIDDEN} for all layers but
 *     the last
 * @param factor of those kinds that have one; otherwise 1
 */
public record Variation(Kind kind, int layer, double factor) {

  /** The layer of what is done otherwise in every layer but the last. */
  public static final int HIDDEN = -1;

  /** As the description says. */
  static final Variation NONE = everywhere(Kind.NONE);

  /** What can be done otherwise. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** The loss without its penalty is multiplied by the factor. */
    LOSS,
    /** Both that and the last layer's dL/dZ. */
    OBJECTIVE,
    /** The last layer's dL/dZ is multiplied by the factor, and all that follows is made of it. */
    OUTPUT_GRADIENT,
    /**
     * The mean is over what counts under the label mask: the loss without its penalty is multiplied
     * by n times the factor by the number of ones in the mask.
     */
    LOSS_OF_COUNTED,
    /** Both that and the last layer's dL/dZ. */
    OBJECTIVE_OF_COUNTED,
    /** The last layer's dL/dZ is multiplied so, and all that follows is made of it. */
    OUTPUT_GRADIENT_OF_COUNTED,
    /** dZ = dA. */
    DERIVATIVE_LEFT_OUT,
    /** dZ = dA f' f'. */
    DERIVATIVE_TWICE,
    /** dz_j = da_j a_j (1 - a_j) for softmax. */
    SOFTMAX_ELEMENTWISE,
    /** The penalty's gradient is multiplied by the factor. */
    PENALTY_GRADIENT,
    /** The penalty is multiplied by the factor in the loss. */
    PENALTY_LOSS,
    /** The penalty is multiplied by the factor in both. */
    PENALTY,
    /** The biases are penalised like the weights. */
    PENALTY_ON_BIAS,
    /** Decay enters the gradient, and with it the updater, as a penalty does that has no loss. */
    DECAY_IN_GRADIENT,
    /** Decay is a penalty, in the loss and its gradient. */
    DECAY_AS_PENALTY,
    /**
     * The l2 penalty is taken off beside the updater, times the rate, and not in the gradient. In
     * the loss it is multiplied by the factor.
     */
    PENALTY_AS_DECAY,
    /** Nothing decays. */
    DECAY_LEFT_OUT,
    /** Decay is multiplied by the rate where it should not be, and not where it should. */
    DECAY_BY_OTHER_RATE,
    /** The biases decay like the weights. */
    DECAY_ON_BIAS,
    /** Parameters are not constrained. */
    CONSTRAINT_LEFT_OUT,
    /** Constraints on weights are on biases, too. */
    CONSTRAINT_ON_BIAS,
    /** Norms are over the other axis: for the factor 1 that of W, for 0 all of W. */
    CONSTRAINT_AXIS,
    /** Parameters are constrained before a step, and not after it. */
    CONSTRAINT_BEFORE_STEP,
    /** A step uses the gradient as it is, where the network normalises it. */
    NOT_NORMALISED,
    /** dW and db are normalised, as if they were a step's. */
    NORMALISED,
    /** The bias is multiplied by the factor in z. */
    BIAS,
    /** dA = dZ.W where W is square. */
    UNTRANSPOSED_WEIGHTS,
    /** db is one row of dZ: the first for the factor 0, the last for 1. */
    BIAS_ROW,
    /** Row i has the features of row i - factor, around the end. */
    FEATURES_SHIFTED,
    /** Row i has the labels of row i - factor, around the end. */
    LABELS_SHIFTED,
    /** Examples of more than one axis are flattened in column-major order. */
    COLUMN_MAJOR_INPUT,
    /** Rates and l2 were rounded to float32. */
    SINGLE_CONSTANTS,
    /** All was computed in float32. */
    SINGLE_ARITHMETIC,
    /** dW and db are the updater's first update times the factor. */
    UPDATE,
    /** A training's gradient is multiplied by the factor before the updater sees it. */
    STEP,
    /** A training's step uses the gradient of the step before. */
    LAST_GRADIENT,
    /** A training's step uses the gradient at the parameters before the last step. */
    LAST_PARAMETERS,
    /** A training's step adds its gradient to those of all steps before. */
    ACCUMULATED
  }

  /** Without a factor, in every layer. */
  public static Variation everywhere(Kind kind) {
    return new Variation(kind, 0, 1);
  }

  /** With a factor, in every layer. */
  public static Variation scaled(Kind kind, double factor) {
    return new Variation(kind, 0, factor);
  }

  /** The same in one layer alone. */
  public Variation in(int otherLayer) {
    return new Variation(kind, otherLayer, factor);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean is(Kind other, int inLayer, int depth) {
    return kind == other
        && (layer == 0 || layer == inLayer || (layer == HIDDEN && inLayer < depth));
  }

  /** The factor if the kind is one of these, or else 1. */
  double factorOf(Kind... kinds) {
    for (Kind other : kinds) {
      if (kind == other) {
        return factor;
      }
    }
    return 1;
  }

  /** What a mean over what counts is by the mean over a minibatch, if the kind is one of these. */
  double factorOfCounted(NetworkSpec spec, Examples batch, Kind... kinds) {
    double counted = Arrays.stream(batch.labelMask()).sum();
    boolean isMeant = counted > 0 && List.of(kinds).contains(kind);
    return isMeant ? spec.examples(batch.count()) * factor / counted : 1;
  }

  /** The format in which it is computed. */
  Rounding rounding(NetworkSpec spec) {
    return new Rounding(is(Kind.SINGLE_ARITHMETIC) ? DType.FLOAT32 : spec.dtype());
  }

  /** The network as it is used. */
  NetworkSpec spec(NetworkSpec spec) {
    return VariedSpec.of(this, spec);
  }

  /** The penalty's terms as they enter the gradient of a parameter. */
  Regularisation.Terms inGradient(Regularisation own, ParameterKind parameter) {
    Regularisation.Terms terms = is(Kind.PENALTY_ON_BIAS) ? own.weights() : own.of(parameter);
    return switch (kind) {
      case DECAY_IN_GRADIENT ->
          new Regularisation.Terms(terms.l1(), terms.l2() + terms.weightDecay(), 0, true);
      case PENALTY_AS_DECAY -> new Regularisation.Terms(terms.l1(), 0, 0, true);
      default -> terms;
    };
  }

  /** The decay's terms as they enter the step of a parameter. */
  Regularisation.Terms inStep(Regularisation own, ParameterKind parameter) {
    Regularisation.Terms terms = own.of(parameter);
    return switch (kind) {
      case DECAY_IN_GRADIENT -> Regularisation.Terms.NONE;
      case PENALTY_AS_DECAY -> new Regularisation.Terms(0, 0, terms.l2(), true);
      default -> terms;
    };
  }

  /** The minibatch as it is read. */
  Examples batch(NetworkSpec spec, Examples batch) {
    return switch (kind) {
      case FEATURES_SHIFTED -> batch.withX(shifted(batch.x(), batch.inputSize()));
      case LABELS_SHIFTED -> batch.withY(shifted(batch.y(), batch.outputSize()));
      case COLUMN_MAJOR_INPUT -> batch.withX(columnMajor(spec.input(), batch.x()));
      default -> batch;
    };
  }

  private double[] shifted(double[] rows, int columns) {
    double[] shifted = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      shifted[Math.floorMod(k + ((int) factor) * columns, rows.length)] = rows[k];
    }
    return shifted;
  }

  private static double[] columnMajor(Shape example, double[] x) {
    int d = example.size();
    double[] flattened = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      int offset = 0;
      int stride = 1;
      for (int axis = 0; axis < example.rank(); axis++) {
        offset += stride * example.indexOf(k % d).get(axis);
        stride *= example.extents().get(axis);
      }
      flattened[k / d * d + offset] = x[k];
    }
    return flattened;
  }
}
