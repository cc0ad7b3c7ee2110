package dev.gradparity.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.tensor.RandomMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The door: what does not fit is refused by name before anything is written. */
@ParameterizedClass(name = "{0} {1}")
@MethodSource("dev.gradparity.kernel.KernelsUnderTest#inEachFormat")
class KernelsDoorTest {

  private final Kernels kernels;
  private final DType dtype;
  private final DType otherDtype;

  KernelsDoorTest(Kernels kernels, DType dtype) {
    this.kernels = kernels;
    this.dtype = dtype;
    otherDtype = dtype == DType.FLOAT32 ? DType.FLOAT64 : DType.FLOAT32;
  }

  /** One operation on several matrices. */
  private interface Call {
    void on(Kernels kernels, Matrix[] arguments);
  }

  /**
   * An operation and arguments that fit.
   *
   * @param shapes rows and columns of each argument
   * @param growing the argument that may have more rows than the rest; -1 for none
   * @param apart the pairs of arguments that must not share storage
   */
  private record Operation(
      String name, Call call, List<int[]> shapes, int growing, List<int[]> apart) {

    @Override
    public String toString() {
      return name;
    }

    Matrix[] arguments(DType dtype) {
      Random random = new Random(7);
      return shapes.stream()
          .map(s -> RandomMatrix.normal(dtype, s[0], s[1], random))
          .toArray(Matrix[]::new);
    }
  }

  private static List<int[]> pairs(int... flat) {
    return IntStream.range(0, flat.length / 2)
        .mapToObj(p -> new int[] {flat[2 * p], flat[2 * p + 1]})
        .toList();
  }

  private static Operation sameShape(String name, int arity, Call call, int... apart) {
    List<int[]> shapes = IntStream.range(0, arity).mapToObj(k -> new int[] {3, 4}).toList();
    return new Operation(name, call, shapes, -1, pairs(apart));
  }

  static Stream<Operation> operations() {
    return Stream.of(
        new Operation(
            "X.W",
            (k, m) -> k.multiply(m[0], m[1], m[2]),
            pairs(3, 5, 5, 4, 3, 4),
            -1,
            pairs(2, 0, 2, 1)),
        new Operation(
            "A^T.B",
            (k, m) -> k.multiplyTransA(m[0], m[1], m[2]),
            pairs(3, 5, 3, 4, 5, 4),
            -1,
            pairs(2, 0, 2, 1)),
        new Operation(
            "Y + alpha A^T.B",
            (k, m) -> k.addScaledTransA(0.3, m[0], m[1], m[2], m[3]),
            pairs(3, 5, 3, 4, 5, 4, 5, 4),
            -1,
            pairs(2, 0, 2, 1, 3, 0, 3, 1, 3, 2)),
        new Operation(
            "A.B^T",
            (k, m) -> k.multiplyTransB(m[0], m[1], m[2]),
            pairs(3, 4, 5, 4, 3, 5),
            -1,
            pairs(2, 0, 2, 1)),
        new Operation("Y + 1b", (k, m) -> k.addRow(m[0], m[1]), pairs(3, 4, 1, 4), 0, pairs(0, 1)),
        new Operation(
            "column sums", (k, m) -> k.columnSums(m[0], m[1]), pairs(3, 4, 1, 4), 0, pairs(0, 1)),
        sameShape("f(X)", 2, (k, m) -> k.map(m[0], x -> x + 1, m[1])),
        sameShape("f(X, Y)", 3, (k, m) -> k.zip(m[0], m[1], (x, y) -> x - y, m[2])),
        sameShape("the Hadamard product", 3, (k, m) -> k.hadamard(m[0], m[1], m[2])),
        sameShape("Y + alpha X", 2, (k, m) -> k.addScaled(0.3, m[0], m[1])),
        sameShape("relu", 2, (k, m) -> k.relu(m[0], m[1])),
        sameShape("relu backward", 3, (k, m) -> k.reluBackward(m[0], m[1], m[2])),
        sameShape("sigmoid", 2, (k, m) -> k.sigmoid(m[0], m[1])),
        sameShape("sigmoid backward", 3, (k, m) -> k.sigmoidBackward(m[0], m[1], m[2])),
        sameShape("tanh", 2, (k, m) -> k.tanh(m[0], m[1])),
        sameShape("tanh backward", 3, (k, m) -> k.tanhBackward(m[0], m[1], m[2])),
        sameShape("softmax", 2, (k, m) -> k.softmaxRows(m[0], m[1])),
        sameShape("softmax backward", 3, (k, m) -> k.softmaxBackward(m[0], m[1], m[2]), 2, 0),
        sameShape(
            "the cross entropy", 3, (k, m) -> k.crossEntropyTerms(m[0], m[1], m[2]), 2, 0, 2, 1),
        sameShape("(P - Y) / n", 3, (k, m) -> k.scaledResiduals(m[0], m[1], 7, m[2])),
        sameShape(
            "Nesterov's step",
            3,
            (k, m) -> k.nesterovs(m[0], m[1], m[2], 0.1, 0.9),
            0,
            1,
            0,
            2,
            1,
            2),
        sameShape(
            "Adam's step",
            4,
            (k, m) -> k.adam(m[0], m[1], m[2], m[3], 0.1, 0.9, 0.99, 1e-3),
            0,
            1,
            0,
            2,
            0,
            3,
            1,
            2,
            1,
            3,
            2,
            3));
  }

  static Stream<Arguments> argumentsOfOperations() {
    return operations()
        .flatMap(
            operation ->
                IntStream.range(0, operation.shapes().size())
                    .mapToObj(position -> Arguments.of(operation, position)));
  }

  private String refusal(Operation operation, Matrix[] arguments) {
    double[][] before = Arrays.stream(arguments).map(Matrix::toArray).toArray(double[][]::new);
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> operation.call().on(kernels, arguments));
    for (int k = 0; k < arguments.length; k++) {
      assertArrayEquals(before[k], arguments[k].toArray(), "written before it was refused");
    }
    return thrown.getMessage();
  }

  private void assertMismatchIsNamed(
      Operation operation, int position, int moreRows, int moreColumns) {
    Matrix[] arguments = operation.arguments(dtype);
    Matrix odd =
        Matrix.zeros(
            dtype,
            arguments[position].rows() + moreRows,
            arguments[position].columns() + moreColumns);
    arguments[position] = odd;
    String message = refusal(operation, arguments);
    assertTrue(message.startsWith(operation.name()), message);
    assertTrue(message.contains(odd.toString()), message);
    assertTrue(
        IntStream.range(0, arguments.length)
            .filter(k -> k != position)
            .anyMatch(k -> message.contains(arguments[k].toString())),
        message);
  }

  @ParameterizedTest
  @MethodSource("argumentsOfOperations")
  void everyShapeThatDoesNotFitIsRefusedAndBothAreNamed(Operation operation, int position) {
    if (position != operation.growing()) {
      assertMismatchIsNamed(operation, position, 1, 0);
    }
    assertMismatchIsNamed(operation, position, 0, 1);
  }

  /** As many elements, differently arranged: a check of sizes alone would let them pass. */
  @ParameterizedTest
  @MethodSource("argumentsOfOperations")
  void transposedArgumentIsRefused(Operation operation, int position) {
    Matrix[] arguments = operation.arguments(dtype);
    arguments[position] = PlainDefinition.transpose(arguments[position]);
    assertTrue(refusal(operation, arguments).contains(arguments[position].toString()));
  }

  @ParameterizedTest
  @MethodSource("argumentsOfOperations")
  void formatsDoNotMix(Operation operation, int position) {
    Matrix[] arguments = operation.arguments(dtype);
    arguments[position] = operation.arguments(otherDtype)[position];
    String message = refusal(operation, arguments);
    assertTrue(message.contains("float32"), message);
    assertTrue(message.contains("float64"), message);
  }

  static Stream<Operation> operationsOnSeparateStorage() {
    return operations().filter(operation -> !operation.apart().isEmpty());
  }

  /** Both arguments are views of one storage, cut to the shapes that fit. */
  @ParameterizedTest
  @MethodSource("operationsOnSeparateStorage")
  void sharedStorageIsRefusedWhereItWouldSpoilTheResult(Operation operation) {
    for (int[] pair : operation.apart()) {
      Matrix[] arguments = fittingForSharing(operation, pair);
      String message = refusal(operation, arguments);
      assertTrue(message.startsWith(operation.name()), message);
      assertTrue(message.contains("share"), message);
    }
  }

  /**
   * For products, squares of one width; elsewhere the shapes already let one be the other's top.
   */
  private Matrix[] fittingForSharing(Operation operation, int[] pair) {
    boolean product = operation.name().contains(".");
    Matrix[] arguments =
        product
            ? IntStream.range(0, operation.shapes().size())
                .mapToObj(k -> RandomMatrix.normal(dtype, 3, 3, new Random(k)))
                .toArray(Matrix[]::new)
            : operation.arguments(dtype);
    int rowsOfFirst = arguments[pair[0]].rows();
    int rowsOfSecond = arguments[pair[1]].rows();
    Matrix storage = Matrix.zeros(dtype, 7, arguments[pair[0]].columns());
    arguments[pair[0]] = storage.topRows(rowsOfFirst);
    arguments[pair[1]] = storage.topRows(rowsOfSecond);
    return arguments;
  }

  /** The rows below hold NaN: read, they would spoil the result; written, they would be gone. */
  @ParameterizedTest
  @MethodSource("operations")
  void viewsNeitherReadNorWriteTheRowsBelow(Operation operation) {
    Matrix[] exact = operation.arguments(dtype);
    Matrix[] storage = Arrays.stream(exact).map(this::aboveNan).toArray(Matrix[]::new);
    Matrix[] views =
        IntStream.range(0, exact.length)
            .mapToObj(k -> storage[k].topRows(exact[k].rows()))
            .toArray(Matrix[]::new);
    operation.call().on(kernels, exact);
    operation.call().on(kernels, views);
    for (int k = 0; k < exact.length; k++) {
      assertArrayEquals(exact[k].toArray(), views[k].toArray());
      assertEquals(aboveNan(exact[k]), storage[k]);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void sumsOfViewsLeaveOutTheRowsBelow(Operation operation) {
    for (Matrix exact : operation.arguments(dtype)) {
      Matrix view = aboveNan(exact).topRows(exact.rows());
      assertEquals(kernels.sum(exact), kernels.sum(view));
      assertEquals(kernels.sumOfSquares(exact), kernels.sumOfSquares(view));
    }
  }

  private Matrix aboveNan(Matrix top) {
    Matrix full = Matrix.zeros(dtype, top.rows() + 3, top.columns());
    for (int i = 0; i < full.rows(); i++) {
      for (int j = 0; j < full.columns(); j++) {
        full.set(i, j, i < top.rows() ? top.get(i, j) : Double.NaN);
      }
    }
    return full;
  }
}
