package dev.gradparity.comparison.port;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import java.util.List;

/** Networks whose examples are sequences. */
final class SequenceNetworks {

  private SequenceNetworks() {}

  static List<NetworkSpec> all() {
    LayerSpec hidden = new LayerSpec(4, ActivationKind.TANH);
    LayerSpec output = new LayerSpec(3, ActivationKind.SOFTMAX);
    LayerSpec normalised = of(new LayerForm.BatchNorm(0.9, 1e-5, 1, 0, false), 4);
    LayerSpec rectified = of(LayerForm.PRelu.PLAIN, 3);
    LayerSpec loss =
        LayerSpec.of(new LayerForm.Loss(), 3, ActivationSpec.of(ActivationKind.SOFTMAX));
    LayerSpec linear = new LayerSpec(3, ActivationKind.IDENTITY);
    LayerSpec embedding =
        LayerSpec.of(new LayerForm.Embedding(5), 4, ActivationSpec.of(ActivationKind.TANH));
    return List.of(
        network("sequences", DType.FLOAT64, 3, LossKind.MCXENT, hidden, output),
        network("sequences of classes", DType.FLOAT32, 3, LossKind.SPARSE_MCXENT, hidden, output),
        network("sequences normalised", DType.FLOAT64, 3, LossKind.MSE, hidden, normalised, output),
        network("sequences rectified first", DType.FLOAT64, 3, LossKind.L1, rectified, linear),
        network("sequences behind an embedding", DType.FLOAT64, 1, LossKind.MSE, embedding, output),
        network("sequences and a loss", DType.FLOAT32, 3, LossKind.MSE, hidden, linear, loss),
        network("sequences of one layer", DType.FLOAT64, 3, LossKind.MCXENT, output)
            .withReduction(Reduction.SUM));
  }

  private static LayerSpec of(LayerForm form, int units) {
    return LayerSpec.of(form, units, ActivationSpec.of(ActivationKind.IDENTITY));
  }

  private static NetworkSpec network(
      String name, DType dtype, int inputs, LossKind loss, LayerSpec... layers) {
    return new NetworkSpec(
            name,
            dtype,
            Shape.of(inputs),
            List.of(layers),
            loss,
            Reduction.MEAN,
            new UpdaterSpec.Nesterovs(0.05, 0.9),
            0.01,
            17)
        .withTimeSteps(4);
  }
}
