package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Bound;
import dev.gradparity.comparison.Bounds;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Comparator;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Observation;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Quantity;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.spec.Shape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a correct contender computes, and how far it may be off. Kept in a file between the JVMs of
 * a run, since for large networks it takes longer to compute than all the timing.
 *
 * @param tensors in data-flow order
 */
public record Expectation(List<Tensor> tensors) {

  /** Copies the list. */
  public Expectation {
    tensors = List.copyOf(tensors);
  }

  /**
   * One tensor.
   *
   * @param name what it is
   * @param shape its extents
   * @param values what is expected
   * @param certain what the roundings of both sides explain
   * @param kinks what a ReLU's two slopes explain on top
   */
  @SuppressWarnings("ArrayRecordComponent") // plain data, never compared
  public record Tensor(
      TensorName name, Shape shape, double[] values, double[] certain, double[] kinks) {

    /** Where no kink explains anything. */
    Tensor(TensorName name, Shape shape, double[] values, double[] certain) {
      this(name, shape, values, certain, new double[certain.length]);
    }
  }

  /** The comparator's judgement on what a contender computed. */
  Comparison judge(Case task, Observation observed) {
    Map<TensorName, Bound> bounds =
        tensors.stream()
            .collect(Collectors.toMap(Tensor::name, t -> Bound.of(t.certain(), t.kinks())));
    Observation expected =
        new Observation(
            "expected",
            tensors.stream()
                .map(t -> new ObservedTensor(t.name(), t.shape(), t.values()))
                .toList());
    Bounds ofName = bounds::get;
    return Comparator.compare(task, expected, observed, ofName);
  }

  /** Writes a file for {@link #load}. */
  public void save(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(tensors.size());
      for (Tensor tensor : tensors) {
        out.writeUTF(tensor.name().quantity().name());
        out.writeInt(tensor.name().layer());
        out.writeInt(tensor.name().step());
        List<Integer> extents = tensor.shape().extents();
        out.writeInt(extents.size());
        for (int extent : extents) {
          out.writeInt(extent);
        }
        for (double[] array : new double[][] {tensor.values(), tensor.certain(), tensor.kinks()}) {
          write(out, array);
        }
      }
    }
  }

  static Expectation load(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      List<Tensor> tensors = new ArrayList<>();
      for (int remaining = in.readInt(); remaining > 0; remaining--) {
        Quantity quantity = Quantity.valueOf(in.readUTF());
        TensorName name = TensorName.of(quantity, in.readInt()).atStep(in.readInt());
        List<Integer> extents = new ArrayList<>();
        for (int rank = in.readInt(); rank > 0; rank--) {
          extents.add(in.readInt());
        }
        Shape shape = new Shape(extents);
        tensors.add(new Tensor(name, shape, read(in), read(in), read(in)));
      }
      return new Expectation(tensors);
    }
  }

  private static void write(DataOutputStream out, double[] array) throws IOException {
    out.writeInt(array.length);
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(array.length, Double.BYTES));
    bytes.asDoubleBuffer().put(array);
    out.write(bytes.array());
  }

  private static double[] read(DataInputStream in) throws IOException {
    double[] array = new double[in.readInt()];
    byte[] bytes = new byte[array.length * Double.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(array);
    return array;
  }
}
