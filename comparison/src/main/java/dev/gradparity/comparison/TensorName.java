package dev.gradparity.comparison;

import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import java.util.List;
import java.util.Optional;

/**
 * The name of a tensor, such as {@code dW2}, {@code W1@50} or {@code W1.m@50}.
 *
 * @param quantity what it is
 * @param layer its layer, from 1 as in the documents; 0 for what belongs to no layer
 * @param step the training step after which it was observed, from 1; 0 outside training
 * @param remembered what of which parameter; empty for all but {@link Quantity#STATE}
 */
public record TensorName(Quantity quantity, int layer, int step, Optional<Remembered> remembered) {

  /**
   * One of the arrays that an updater has of a parameter.
   *
   * @param parameter the kind of parameter
   * @param state the specification's name of the array, such as m
   */
  public record Remembered(ParameterKind parameter, String state) {}

  /**
   * Checks that the parts fit.
   *
   * @throws IllegalArgumentException if a state is none of a parameter, or something else is
   */
  public TensorName {
    if (remembered.isPresent() != (quantity == Quantity.STATE)) {
      throw new IllegalArgumentException(
          "a state, and nothing else, is remembered of a parameter: " + quantity);
    }
  }

  /** What is no updater's state. */
  public TensorName(Quantity quantity, int layer, int step) {
    this(quantity, layer, step, Optional.empty());
  }

  /** A tensor of the network as a whole. */
  public static TensorName of(Quantity quantity) {
    return new TensorName(quantity, 0, 0);
  }

  /** A tensor of a layer. */
  public static TensorName of(Quantity quantity, int layer) {
    return new TensorName(quantity, layer, 0);
  }

  /**
   * What an updater remembers of a parameter.
   *
   * @param state the specification's name of it, such as m
   */
  public static TensorName ofState(ParameterKind parameter, int layer, String state) {
    Remembered remembered = new Remembered(parameter, state);
    return new TensorName(Quantity.STATE, layer, 0, Optional.of(remembered));
  }

  /** All that the updater remembers of a parameter, in its order; nothing of what is frozen. */
  public static List<TensorName> states(NetworkSpec spec, int layer, ParameterKind parameter) {
    return spec.stateNames(layer, parameter).stream()
        .map(state -> ofState(parameter, layer, state))
        .toList();
  }

  /** The same tensor at a training step. */
  public TensorName atStep(int t) {
    return new TensorName(quantity, layer, t, remembered);
  }

  /** The parameter that this is, is the gradient by, or is remembered of; empty if it is none. */
  public Optional<ParameterKind> parameter() {
    return remembered.map(Remembered::parameter).or(quantity::parameter).or(quantity::gradientBy);
  }

  @Override
  public String toString() {
    String ofLayer = layer > 0 ? String.valueOf(layer) : "";
    String name =
        remembered
            .map(part -> part.parameter().symbol() + ofLayer + "." + part.state())
            .orElseGet(() -> quantity.symbol() + ofLayer);
    return name + (step > 0 ? "@" + step : "");
  }
}
