package dev.gradparity.testkit.example;

import static dev.gradparity.testkit.GradientAssert.assertThatGradientsOf;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.testkit.Computed;
import dev.gradparity.testkit.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody else's network, and the test that they would write for it. */
class HandWrittenNetworkTest {

  private static final NetworkSpec REGRESSION =
      new NetworkSpec(
          "two inputs, one output",
          DType.FLOAT64,
          Shape.of(2),
          List.of(new LayerSpec(1, ActivationKind.TANH)),
          LossKind.HALF_L2,
          Reduction.MEAN,
          new UpdaterSpec.Sgd(0.1),
          0,
          42);

  private static final double[][] X = {{0.5, -1}, {1.5, 2}, {-0.3, 0.8}};
  private static final double[][] Y = {{0.2}, {0.9}, {-0.4}};

  // [example]
  private static Computed network(Given given) {
    double[][] x = given.x();
    double[][] y = given.y();
    double[][] w = given.weights(1);
    double b = given.bias(1)[0];
    double loss = 0;
    double[][] dW = new double[2][1];
    double[] db = new double[1];
    for (int i = 0; i < x.length; i++) {
      double a = Math.tanh(x[i][0] * w[0][0] + x[i][1] * w[1][0] + b);
      loss += (a - y[i][0]) * (a - y[i][0]) / 2 / x.length;
      double dz = (a - y[i][0]) * (1 - a * a) / x.length;
      dW[0][0] += x[i][0] * dz;
      dW[1][0] += x[i][1] * dz;
      db[0] += dz;
    }
    return new Computed().loss(loss).dW(1, dW).db(1, db);
  }

  @Test
  void gradientsAreThoseOfDl4j() {
    assertThatGradientsOf(HandWrittenNetworkTest::network).on(REGRESSION, X, Y).matchDl4j();
  }
  // [end]
}
