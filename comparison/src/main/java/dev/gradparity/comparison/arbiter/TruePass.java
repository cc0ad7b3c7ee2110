package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.spec.NetworkSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One forward and one backward pass of many digits.
 *
 * <p>What later layers need is computed at once: z, a, da and dz. What nothing needs is computed
 * element by element, on demand: dW, db and dx. For a wide network that is two thirds of the work.
 */
final class TruePass {

  private final NetworkSpec spec;
  private final TrueNetwork network;
  private final Decimals m;
  private final BigDecimal[][] x;
  private final BigDecimal[][] y;
  private final List<TruePenalty> weightPenalties = new ArrayList<>();
  private final List<TruePenalty> biasPenalties = new ArrayList<>();
  private final int divisor;

  /** Index l is layer l, index 0 the input; of gradients, dA[0] stays empty. */
  private final BigDecimal[][][] z;

  private final BigDecimal[][][] a;
  private final BigDecimal[][][] dA;
  private final BigDecimal[][][] dZ;
  private final BigDecimal[][][] inputColumns;
  private final BigDecimal[][][] dZColumns;

  /**
   * Runs forward.
   *
   * @param x (n, d)
   * @param y (n, C)
   */
  TruePass(TrueNetwork network, Decimals m, BigDecimal[][] x, BigDecimal[][] y) {
    this.network = network;
    this.m = m;
    this.x = x;
    this.y = y;
    spec = network.spec();
    for (int l = 1; l <= spec.depth(); l++) {
      weightPenalties.add(new TruePenalty(spec.regularisation(l).weights(), m));
      biasPenalties.add(new TruePenalty(spec.regularisation(l).bias(), m));
    }
    divisor = spec.reduction().divisor(x.length);
    z = new BigDecimal[spec.depth() + 1][][];
    a = new BigDecimal[spec.depth() + 1][][];
    dA = new BigDecimal[spec.depth() + 1][][];
    dZ = new BigDecimal[spec.depth() + 1][][];
    inputColumns = new BigDecimal[spec.depth() + 1][][];
    dZColumns = new BigDecimal[spec.depth() + 1][][];
    forward();
  }

  private void forward() {
    a[0] = x;
    for (int l = 1; l <= spec.depth(); l++) {
      BigDecimal[][] input = a[l - 1];
      BigDecimal[][] columns = Rows.transpose(network.weights(l));
      BigDecimal[] bias = network.biases(l);
      z[l] = Rows.filled(x.length, spec.fanOut(l), (i, j) -> m.dot(bias[j], input[i], columns[j]));
      BigDecimal[][] zl = z[l];
      TrueActivation f = network.activation(l);
      a[l] = Rows.filled(x.length, i -> f.value(m, zl[i]));
    }
  }

  /** Runs backward. */
  TruePass backward() {
    int last = spec.depth();
    TrueLoss loss = TrueLoss.of(spec.loss().kind());
    for (int l = last; l >= 1; l--) {
      TrueActivation f = network.activation(l);
      BigDecimal[][] zl = z[l];
      if (l == last) {
        dZ[l] =
            Rows.filled(
                x.length, i -> divided(loss.gradient(m, spec.loss(), f, zl[i], a[last][i], y[i])));
      } else {
        BigDecimal[][] upper = dZ[l + 1];
        BigDecimal[][] weights = network.weights(l + 1);
        BigDecimal[][] dAl =
            Rows.filled(x.length, spec.fanOut(l), (i, k) -> m.dot(ZERO, upper[i], weights[k]));
        dA[l] = dAl;
        dZ[l] = Rows.filled(x.length, i -> f.backward(m, zl[i], dAl[i]));
      }
      inputColumns[l] = Rows.transpose(a[l - 1]);
      dZColumns[l] = Rows.transpose(dZ[l]);
    }
    return this;
  }

  private BigDecimal[] divided(BigDecimal[] gradient) {
    BigDecimal[] divided = new BigDecimal[gradient.length];
    for (int j = 0; j < gradient.length; j++) {
      divided[j] = m.divide(gradient[j], divisor);
    }
    return divided;
  }

  /** z_l, (n, fan-out). */
  BigDecimal[][] z(int layer) {
    return z[layer];
  }

  /** a_l, (n, fan-out). */
  BigDecimal[][] a(int layer) {
    return a[layer];
  }

  /** dL/da_l of a hidden layer, (n, fan-out). */
  BigDecimal[][] dA(int layer) {
    return dA[layer];
  }

  /** dL/dz_l, (n, fan-out). */
  BigDecimal[][] dZ(int layer) {
    return dZ[layer];
  }

  /** The loss, the penalty included. */
  BigDecimal loss() {
    int last = spec.depth();
    TrueLoss loss = TrueLoss.of(spec.loss().kind());
    BigDecimal[] losses = new BigDecimal[x.length];
    for (int i = 0; i < x.length; i++) {
      losses[i] =
          loss.value(m, spec.loss(), network.activation(last), z[last][i], a[last][i], y[i]);
    }
    BigDecimal data = m.divide(m.sum(losses), divisor);
    BigDecimal penalty = ZERO;
    for (int l = 1; l <= last; l++) {
      penalty = m.add(penalty, penalty(l, false).value(network.weights(l)));
      penalty = m.add(penalty, penalty(l, true).value(network.biases(l)));
    }
    return m.add(data, penalty);
  }

  private TruePenalty penalty(int layer, boolean isBias) {
    return (isBias ? biasPenalties : weightPenalties).get(layer - 1);
  }

  /** An element of dL/dW_l: sum over the examples of input_i dz_j, and the penalty's share. */
  BigDecimal dW(int layer, int i, int j) {
    BigDecimal share = penalty(layer, false).derivative(network.weights(layer)[i][j]);
    return m.dot(share, inputColumns[layer][i], dZColumns[layer][j]);
  }

  /** An element of dL/db_l. */
  BigDecimal db(int layer, int j) {
    return m.add(
        m.sum(dZColumns[layer][j]), penalty(layer, true).derivative(network.biases(layer)[j]));
  }

  /** The gradient of the data's loss alone by W_l, (fan-in, fan-out). */
  BigDecimal[][] dataW(int layer) {
    return Rows.filled(
        spec.fanIn(layer),
        spec.fanOut(layer),
        (i, j) -> m.dot(ZERO, inputColumns[layer][i], dZColumns[layer][j]));
  }

  /** The gradient of the data's loss alone by b_l, one row. */
  BigDecimal[][] dataB(int layer) {
    return Rows.filled(1, spec.fanOut(layer), (i, j) -> m.sum(dZColumns[layer][j]));
  }

  /** An element of dL/dx. */
  BigDecimal dx(int example, int i) {
    return m.dot(ZERO, dZ[1][example], network.weights(1)[i]);
  }
}
