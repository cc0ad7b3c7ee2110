package dev.gradparity.calculus;

import static dev.gradparity.calculus.MatrixAlgebra.transpose;
import static dev.gradparity.calculus.MatrixAssertions.assertAgrees;
import static dev.gradparity.calculus.MatrixAssertions.assertExactly;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradparity.spec.DType;
import dev.gradparity.tensor.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseFunctionTest {

  private static final Matrix Z = Matrix.of(DType.FLOAT64, 5, 1, -2, -0.5, 0, 0.3, 1.7);

  static Stream<ElementwiseFunction> functions() {
    return Stream.of(
        ElementwiseFunction.IDENTITY, ElementwiseFunction.SIGMOID, ElementwiseFunction.TANH);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void jacobianIsTheDiagonalOfTheDerivatives(ElementwiseFunction f) {
    assertAgrees(
        CentralDifferences.vectorByVector(f::at, Z), SpecialMatrices.diag(f.derivativeAt(Z)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void shapesStay(ElementwiseFunction f) {
    Matrix row = transpose(Z);
    assertExactly(transpose(f.at(Z)), f.at(row));
    assertExactly(transpose(f.derivativeAt(Z)), f.derivativeAt(row));
  }

  @Test
  void valuesAreTheFunctionsNamed() {
    Matrix z = Matrix.of(DType.FLOAT64, 1, 2, 0, Math.log(3));
    assertExactly(z, ElementwiseFunction.IDENTITY.at(z));
    assertEquals(0.5, ElementwiseFunction.SIGMOID.at(z).get(0, 0));
    assertEquals(0.75, ElementwiseFunction.SIGMOID.at(z).get(0, 1), 0x1p-52);
    assertEquals(0.0, ElementwiseFunction.TANH.at(z).get(0, 0));
    assertEquals(0.8, ElementwiseFunction.TANH.at(z).get(0, 1), 0x1p-52);
  }
}
