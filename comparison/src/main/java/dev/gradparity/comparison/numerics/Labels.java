package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.spec.ActivationKind;

/**
 * The labels of a minibatch, and which of them count.
 *
 * @param batch the minibatch
 * @param output the last activation, which may mix outputs that count with outputs that do not
 */
record Labels(Examples batch, ActivationKind output) {

  /** The labels, row by row. */
  double[] y() {
    return batch.y();
  }

  /** Whether that of an element of the outputs counts. */
  boolean counts(int k) {
    int columns = batch.outputSize();
    return batch.counts(k / columns, k % columns);
  }

  /** Whether some may not count. */
  boolean areMasked() {
    return batch.isMasked();
  }

  /** Whether softmax mixes outputs that count with outputs that do not. */
  boolean areMixed() {
    return output == ActivationKind.SOFTMAX && batch.maskColumns() > 1;
  }

  /** The same ones without a mask. */
  Labels unmasked() {
    return new Labels(new Examples(batch.count(), batch.x(), batch.y()), output);
  }

  /** Exactly 0 where a label does not count. */
  Term[] counted(Term[] terms) {
    for (int k = 0; k < terms.length; k++) {
      if (!counts(k)) {
        terms[k] = RunningError.exact(0);
      }
    }
    return terms;
  }

  /** Exactly 0 where a label does not count. */
  Bounded counted(Bounded z) {
    Elements elements = new Elements(z);
    for (int k = 0; k < z.size(); k++) {
      if (!counts(k)) {
        elements.set(k, 0, 0);
      }
    }
    return elements.bounded();
  }

  /** Multiplied by the mask: 0 times what is no number is NaN. */
  Bounded multiplied(Bounded z) {
    return multiplied(z, z);
  }

  /**
   * What is multiplied by the mask.
   *
   * @param counted where labels count
   * @param others where they do not
   */
  Bounded multiplied(Bounded counted, Bounded others) {
    Elements elements = new Elements(counted);
    for (int k = 0; k < others.size(); k++) {
      if (!counts(k)) {
        boolean isNumber = Double.isFinite(others.value()[k]);
        elements.set(k, isNumber ? 0 : Double.NaN, isNumber ? 0 : Double.POSITIVE_INFINITY);
      }
    }
    return elements.bounded();
  }

  /**
   * The outputs of a masked argument.
   *
   * @param p the outputs of the argument as it was, which are kept where no mask reaches them
   * @param masked those of the masked one
   */
  Bounded counted(Bounded p, Bounded masked) {
    Elements elements = new Elements(p);
    for (int k = 0; k < p.size(); k++) {
      boolean isReached = !counts(k);
      int row = k - k % p.columns();
      for (int j = row; j < row + p.columns() && output == ActivationKind.SOFTMAX; j++) {
        isReached |= !counts(j);
      }
      if (isReached) {
        elements.set(k, masked.value()[k], masked.error(Level.CERTAIN, k));
      }
    }
    return elements.bounded();
  }
}
