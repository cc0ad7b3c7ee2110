package dev.gradparity.comparison.arbiter;

import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.Shape;
import java.math.BigDecimal;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A tensor as it really is, its elements computed when they are asked for. */
public final class TrueTensor {

  private final TensorName name;
  private final Shape shape;
  private final IntFunction<BigDecimal> element;

  TrueTensor(TensorName name, Shape shape, IntFunction<BigDecimal> element) {
    this.name = name;
    this.shape = shape;
    this.element = element;
  }

  /** What it is. */
  public TensorName name() {
    return name;
  }

  /** Its extents. */
  public Shape shape() {
    return shape;
  }

  /** The element at this row-major offset. */
  public BigDecimal at(int offset) {
    return element.apply(offset);
  }

  /** The element at this row-major offset, rounded to nearest; infinite where it overflows. */
  double nearest(int offset, DType dtype) {
    return nearest(at(offset), dtype);
  }

  /** All elements, rounded to nearest; infinite where they overflow. */
  ObservedTensor rounded(DType dtype) {
    double[] values =
        IntStream.range(0, shape.size()).parallel().mapToDouble(k -> nearest(k, dtype)).toArray();
    return new ObservedTensor(name, shape, values);
  }

  static double nearest(BigDecimal value, DType dtype) {
    return dtype == DType.FLOAT32 ? value.floatValue() : value.doubleValue();
  }
}
