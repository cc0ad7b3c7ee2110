package dev.gradparity.spec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One value for each parameter of a network.
 *
 * @param <T> what there is of each
 */
public final class PerParameter<T> {

  private final List<Map<ParameterKind, T>> layers = new ArrayList<>();

  private PerParameter() {}

  /** Values by layer, from 1, and kind. */
  @FunctionalInterface
  public interface Values<T> {

    /** The value for this parameter. */
    T of(int layer, ParameterKind kind);
  }

  /** What is given for each parameter that the network has. */
  public static <T> PerParameter<T> of(NetworkSpec spec, Values<T> values) {
    PerParameter<T> all = new PerParameter<>();
    for (int l = 1; l <= spec.depth(); l++) {
      Map<ParameterKind, T> layer = new EnumMap<>(ParameterKind.class);
      for (ParameterKind kind : spec.layer(l).parameters()) {
        layer.put(kind, Objects.requireNonNull(values.of(l, kind)));
      }
      all.layers.add(layer);
    }
    return all;
  }

  /** Whether the layer of this number has such a parameter. */
  public boolean has(int layer, ParameterKind kind) {
    return layers.get(layer - 1).containsKey(kind);
  }

  /**
   * Of the layer of this number, from 1.
   *
   * @throws NoSuchElementException if it has no such parameter
   */
  public T get(int layer, ParameterKind kind) {
    T value = layers.get(layer - 1).get(kind);
    if (value == null) {
      throw new NoSuchElementException("there is no " + kind.symbol() + layer);
    }
    return value;
  }

  /** The values of a layer, by kind. */
  public Map<ParameterKind, T> layer(int number) {
    return Map.copyOf(layers.get(number - 1));
  }

  /** The same with one value replaced. */
  public PerParameter<T> with(int layer, ParameterKind kind, T other) {
    get(layer, kind);
    PerParameter<T> changed = map(value -> value);
    changed.layers.get(layer - 1).put(kind, other);
    return changed;
  }

  /** Another value for each. */
  public <R> PerParameter<R> map(Function<? super T, ? extends R> f) {
    PerParameter<R> mapped = new PerParameter<>();
    for (Map<ParameterKind, T> layer : layers) {
      Map<ParameterKind, R> of = new EnumMap<>(ParameterKind.class);
      layer.forEach((kind, value) -> of.put(kind, f.apply(value)));
      mapped.layers.add(of);
    }
    return mapped;
  }

  /** Hands over the kinds and values of a layer, in order. */
  public void forEach(int layer, BiConsumer<ParameterKind, ? super T> action) {
    layers.get(layer - 1).forEach(action);
  }
}
