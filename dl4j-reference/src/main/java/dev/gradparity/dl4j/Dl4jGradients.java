package dev.gradparity.dl4j;

import dev.gradparity.spec.ParameterValues;
import java.util.List;

/**
 * What one minibatch of N examples makes of the network, layer 1 first. Every gradient is
 * +dL/dtheta of the loss beside it, penalty and division by N included.
 *
 * @param activations a_1 ... a_L, each row-major [N, fan-out]
 * @param loss L: the examples' losses, reduced as the specification says, plus the penalty
 * @param dA dL/da_1 ... dL/da_(L-1), each row-major [N, fan-out]; empty for a single layer
 * @param parameters dL/dW_1, dL/db_1 ..., laid out like the parameters
 * @param dx dL/dx, row-major [N, input size]; empty where there is no such gradient
 */
// Numbers to be judged one by one; nobody compares or hashes the record as a whole.
@SuppressWarnings("ArrayRecordComponent")
public record Dl4jGradients(
    List<double[]> activations,
    double loss,
    List<double[]> dA,
    ParameterValues parameters,
    double[] dx) {

  /** Copies the lists, not the arrays. */
  public Dl4jGradients {
    activations = List.copyOf(activations);
    dA = List.copyOf(dA);
  }

  /** dL/dW_1 ... dL/dW_L, each row-major [fan-in, fan-out]. */
  public List<double[]> dW() {
    return parameters.weights();
  }

  /** dL/db_1 ... dL/db_L, each [fan-out]. */
  public List<double[]> db() {
    return parameters.biases();
  }
}
