package dev.gradparity.comparison.arbiter;

import static java.math.BigDecimal.ZERO;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import dev.gradparity.spec.PerParameter;
import java.math.BigDecimal;

/**
 * One forward and one backward pass of many digits.
 *
 * <p>What later layers need is computed at once: z, a, da and dz. What nothing needs is computed
 * element by element, on demand: the gradients by parameters, and dx. For a wide network that is
 * two thirds of the work.
 */
final class TruePass {

  private final NetworkSpec spec;
  private final TrueNetwork network;
  private final Decimals m;
  private final BigDecimal[][] x;
  private final BigDecimal[][] y;
  private final Examples batch;
  private final PerParameter<TruePenalty> penalties;
  private final int divisor;

  /** Index l is layer l, index 0 the input; of gradients, dA[0] stays empty. */
  private final BigDecimal[][][] z;

  private final BigDecimal[][][] a;
  private final BigDecimal[][][] dA;
  private final BigDecimal[][][] dZ;
  private final TrueForm[] forms;

  /**
   * Runs forward.
   *
   * @param step the number of steps made before
   * @param x (n, d)
   * @param batch the minibatch, with its labels
   */
  TruePass(TrueNetwork network, int step, Decimals m, BigDecimal[][] x, Examples batch) {
    this.network = network;
    this.m = m;
    this.x = x;
    this.batch = batch;
    y = Rows.of("y", batch.count(), batch.y());
    spec = network.spec();
    penalties =
        PerParameter.of(spec, (l, kind) -> new TruePenalty(spec.regularisation(l).of(kind), m));
    divisor = spec.divisor(x.length);
    z = new BigDecimal[spec.depth() + 1][][];
    a = new BigDecimal[spec.depth() + 1][][];
    dA = new BigDecimal[spec.depth() + 1][][];
    dZ = new BigDecimal[spec.depth() + 1][][];
    forms = new TrueForm[spec.depth() + 1];
    forward(step);
  }

  private void forward(int step) {
    a[0] = x;
    for (int l = 1; l <= spec.depth(); l++) {
      forms[l] = network.form(l, step, x.length, m);
      z[l] = forms[l].forward(a[l - 1]);
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
        dZ[l] = Rows.filled(x.length, i -> divided(lossGradient(loss, output(i))));
      } else {
        TrueForm upper = forms[l + 1];
        BigDecimal[][] dAl = Rows.filled(x.length, spec.fanOut(l), upper::inputGradient);
        dA[l] = dAl;
        dZ[l] = Rows.filled(x.length, i -> f.backward(m, zl[i], dAl[i]));
      }
      forms[l].backward(dZ[l]);
    }
    return this;
  }

  /** dL/dz of the last layer of one example. */
  private static BigDecimal[] lossGradient(TrueLoss loss, TrueOutput output) {
    return output.shares().noneCounts() ? Rows.zeros(output.y().length) : loss.gradient(output);
  }

  private TrueOutput output(int i) {
    int last = spec.depth();
    TrueShares shares = new TrueShares(spec.loss(), batch, i);
    return new TrueOutput(m, network.activation(last), z[last][i], a[last][i], y[i], shares);
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
      TrueOutput output = output(i);
      losses[i] = output.shares().noneCounts() ? ZERO : loss.value(output);
    }
    BigDecimal data = m.divide(m.sum(losses), divisor);
    BigDecimal penalty = ZERO;
    for (int l = 1; l <= last; l++) {
      for (ParameterKind kind : spec.layer(l).parameters()) {
        penalty = m.add(penalty, penalties.get(l, kind).value(network.of(l, kind)));
      }
    }
    return m.add(data, penalty);
  }

  /** An element of the gradient by a parameter, the penalty's share included. */
  BigDecimal gradient(int layer, ParameterKind kind, int i, int j) {
    BigDecimal share = penalties.get(layer, kind).derivative(network.of(layer, kind)[i][j]);
    return m.add(forms[layer].gradient(kind, i, j), share);
  }

  /** The gradient of the data's loss alone by a parameter, in its rows. */
  BigDecimal[][] dataGradient(int layer, ParameterKind kind) {
    TrueForm form = forms[layer];
    return Rows.filled(
        spec.rows(layer, kind), spec.columns(layer, kind), (i, j) -> form.gradient(kind, i, j));
  }

  /** An element of dL/dx. */
  BigDecimal dx(int example, int i) {
    return forms[1].inputGradient(example, i);
  }
}
