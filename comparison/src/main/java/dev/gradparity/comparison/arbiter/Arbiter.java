package dev.gradparity.comparison.arbiter;

import static dev.gradparity.comparison.Quantity.ACTIVATION;
import static dev.gradparity.comparison.Quantity.D_ACTIVATION;
import static dev.gradparity.comparison.Quantity.D_INPUT;
import static dev.gradparity.comparison.Quantity.D_PRE_ACTIVATION;
import static dev.gradparity.comparison.Quantity.LOSS;
import static dev.gradparity.comparison.Quantity.PRE_ACTIVATION;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes cases in decimal numbers of many digits.
 *
 * <p>Inputs, parameters and constants are taken as the binary numbers that they are. Every element
 * of a product is an exact sum, rounded once; so the sign of z_1, and with it the side of a ReLU's
 * kink, is exact, and that of later layers is exact to the digits.
 */
public final class Arbiter {

  /** Enough for 50 digits of every element that does not cancel by more than ten. */
  static final int DEFAULT_DIGITS = 60;

  private final Decimals m;

  /** An arbiter of {@link #DEFAULT_DIGITS}. */
  public Arbiter() {
    this(DEFAULT_DIGITS);
  }

  /**
   * An arbiter of this many decimal digits.
   *
   * @throws IllegalArgumentException if they are fewer than 20
   */
  public Arbiter(int digits) {
    m = new Decimals(digits);
  }

  /** The decimal digits of every operation. */
  public int digits() {
    return m.digits();
  }

  /**
   * Every tensor of a case.
   *
   * @throws IllegalArgumentException if a number of the case is NaN or infinite
   */
  public TrueObservation observe(Case task) {
    if (task instanceof Case.Gradient gradient) {
      return observeGradient(gradient);
    }
    if (task instanceof Case.Training training) {
      return new TrueTraining(training, m).observe(1, training.steps());
    }
    throw new IllegalArgumentException("the arbiter cannot compute " + task);
  }

  /**
   * The tensors of one step of a training; the steps before it are computed, and those after it are
   * not.
   *
   * @param step from 1
   */
  TrueObservation observe(Case.Training task, int step) {
    return new TrueTraining(task, m).observe(step, step);
  }

  /**
   * The multiplications of {@link #observe}, to judge beforehand what it takes. One takes a
   * fraction of a microsecond.
   *
   * @param lastStep of a training; any number for a gradient
   */
  public static long multiplications(Case task, int lastStep) {
    NetworkSpec spec = task.spec();
    long weights = 0;
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        weights += kind.isBias() ? 0 : spec.shape(l, kind).size();
      }
    }
    if (task instanceof Case.Training training) {
      return 3 * weights * Math.min(training.batchSize(), training.examples().count()) * lastStep;
    }
    return weights * ((Case.Gradient) task).batch().count();
  }

  /** The digits in which an element of a gradient agrees with a central difference. */
  int confirmedDigits(Case.Gradient task, TrueTensor gradient, int offset) {
    BigDecimal difference = new CentralDifference(task, m).of(gradient.name(), offset);
    return CentralDifference.agreement(gradient.at(offset), difference, digits());
  }

  private TrueObservation observeGradient(Case.Gradient task) {
    NetworkSpec spec = task.spec();
    int n = task.batch().count();
    TruePass pass = pass(TrueNetwork.of(spec, task.parameters()), 0, task.batch(), m).backward();
    List<TrueTensor> tensors = new ArrayList<>();
    for (int l = 1; l <= spec.depth(); l++) {
      tensors.add(rows(PRE_ACTIVATION, l, pass.z(l)));
      tensors.add(rows(ACTIVATION, l, pass.a(l)));
    }
    BigDecimal loss = pass.loss();
    tensors.add(new TrueTensor(TensorName.of(LOSS), Shape.of(), k -> loss));
    for (int l = spec.depth(); l >= 1; l--) {
      int layer = l;
      if (l < spec.depth()) {
        tensors.add(rows(D_ACTIVATION, l, pass.dA(l)));
      }
      tensors.add(rows(D_PRE_ACTIVATION, l, pass.dZ(l)));
      for (ParameterKind kind : spec.layer(l).parameters()) {
        if (!kind.isLearnt()) {
          continue;
        }
        int columns = spec.columns(l, kind);
        tensors.add(
            new TrueTensor(
                TensorName.of(Quantity.gradientOf(kind), l),
                spec.shape(l, kind),
                k -> pass.gradient(layer, kind, k / columns, k % columns)));
      }
    }
    if (spec.hasInputGradient()) {
      int d = spec.inputSize();
      tensors.add(
          new TrueTensor(
              TensorName.of(D_INPUT), spec.input().prepend(n), k -> pass.dx(k / d, k % d)));
    }
    return new TrueObservation(tensors);
  }

  static TruePass pass(TrueNetwork network, int step, Examples batch, Decimals m) {
    return new TruePass(network, step, m, Rows.of("x", batch.count(), batch.x()), batch);
  }

  private static TrueTensor rows(Quantity quantity, int layer, BigDecimal[][] rows) {
    int columns = rows[0].length;
    return new TrueTensor(
        TensorName.of(quantity, layer),
        Shape.of(rows.length, columns),
        k -> rows[k / columns][k % columns]);
  }
}
