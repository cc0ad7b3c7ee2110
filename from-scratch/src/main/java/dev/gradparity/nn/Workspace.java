package dev.gradparity.nn;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The scratch space of a forward and a backward pass: Z, A, dZ and dA of every layer, and dX.
 *
 * <p>Sized once for the largest minibatch; a shorter one uses the first rows of the same storage.
 */
public final class Workspace {

  private final int capacity;
  private final Matrix dX;
  private final List<LayerScratch> layers = new ArrayList<>();
  private int step;
  private LabelMask labelMask = LabelMask.NONE;

  /** Scratch for minibatches of up to {@code capacity} examples. */
  public Workspace(NetworkSpec spec, int capacity) {
    this.capacity = capacity;
    dX = Matrix.zeros(spec.dtype(), capacity, spec.inputSize());
    for (int number = 1; number <= spec.depth(); number++) {
      layers.add(LayerScratch.zeros(spec, number, capacity));
    }
  }

  private Workspace(Workspace full, int examples) {
    capacity = examples;
    dX = full.dX.topRows(examples);
    full.layers.forEach(layer -> layers.add(layer.topRows(examples)));
  }

  /**
   * The same scratch space for exactly this number of examples. If they are fewer, it has a step
   * and a label mask of its own, those of the start.
   *
   * @throws IllegalArgumentException if it was sized for fewer
   */
  public Workspace forExamples(int examples) {
    return examples == capacity ? this : new Workspace(this, examples);
  }

  /** The number of examples that fit. */
  public int capacity() {
    return capacity;
  }

  /** Z of the layer of this number, before the activation. */
  public Matrix z(int number) {
    return layers.get(number - 1).z();
  }

  /** A of the layer of this number, the activation's value. */
  public Matrix a(int number) {
    return layers.get(number - 1).a();
  }

  /** dL/dZ of the layer of this number. */
  public Matrix dZ(int number) {
    return layers.get(number - 1).dZ();
  }

  /** dL/dA of the layer of this number; unspecified for the last where its loss is fused. */
  public Matrix dA(int number) {
    return layers.get(number - 1).dA();
  }

  /** dL/dX, the gradient by the network's input. */
  public Matrix dX() {
    return dX;
  }

  /** Dropout of the input of the layer of this number; null if there is none. */
  InputDropout dropout(int number) {
    return layers.get(number - 1).dropout();
  }

  /** The number of steps made before the pass, from which dropout has its masks; 0 at first. */
  public int step() {
    return step;
  }

  /** Sets the number of steps made before the next pass. */
  public void setStep(int stepsMade) {
    step = stepsMade;
  }

  /** Which labels count in the pass. */
  LabelMask labelMask() {
    return labelMask;
  }

  /** Sets which labels count from the next pass on; at first all do. */
  public void setLabelMask(LabelMask mask) {
    labelMask = mask;
  }

  /**
   * Of one layer.
   *
   * @param dropout null if the layer drops nothing out
   */
  private record LayerScratch(Matrix z, Matrix a, Matrix dZ, Matrix dA, InputDropout dropout) {

    static LayerScratch zeros(NetworkSpec spec, int number, int rows) {
      return new LayerScratch(
          Matrix.zeros(spec.dtype(), rows, spec.fanOut(number)),
          Matrix.zeros(spec.dtype(), rows, spec.fanOut(number)),
          Matrix.zeros(spec.dtype(), rows, spec.fanOut(number)),
          Matrix.zeros(spec.dtype(), rows, spec.fanOut(number)),
          InputDropout.zeros(spec, number, rows));
    }

    LayerScratch topRows(int count) {
      return new LayerScratch(
          z.topRows(count),
          a.topRows(count),
          dZ.topRows(count),
          dA.topRows(count),
          dropout == null ? null : dropout.topRows(count));
    }
  }
}
