package dev.gradparity.comparison;

/**
 * The name of a tensor, such as {@code dW2} or {@code W1@50}.
 *
 * @param quantity what it is
 * @param layer its layer, from 1 as in the documents; 0 for what belongs to no layer
 * @param step the training step after which it was observed, from 1; 0 outside training
 */
public record TensorName(Quantity quantity, int layer, int step) {

  /** A tensor of the network as a whole. */
  public static TensorName of(Quantity quantity) {
    return new TensorName(quantity, 0, 0);
  }

  /** A tensor of a layer. */
  public static TensorName of(Quantity quantity, int layer) {
    return new TensorName(quantity, layer, 0);
  }

  /** The same tensor at a training step. */
  public TensorName atStep(int t) {
    return new TensorName(quantity, layer, t);
  }

  @Override
  public String toString() {
    return quantity.symbol() + (layer > 0 ? layer : "") + (step > 0 ? "@" + step : "");
  }
}
