package dev.gradparity.benchmarks.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Arrays;

/**
 * PyTorch's fused optimisers, {@code torch.optim.SGD} and {@code Adam} with {@code fused=True}: all
 * parameters in one native call. DJL has no name for them; TorchScript has.
 */
sealed interface PyTorchOptimizer extends AutoCloseable {

  /** The optimiser of these parameters, which it changes in place. */
  static PyTorchOptimizer of(UpdaterSpec spec, NDManager manager, PtNDArray[] parameters) {
    if (spec instanceof UpdaterSpec.Sgd sgd) {
      return new Sgd(sgd, manager, parameters);
    }
    if (spec instanceof UpdaterSpec.Adam adam) {
      return new Adam(adam, manager, parameters);
    }
    throw new IllegalArgumentException("no optimiser for " + spec);
  }

  /** One step; the gradients are in the parameters' order. */
  void step(PtNDArray[] gradients);

  @Override
  void close();

  /** theta -= lr g. */
  final class Sgd implements PyTorchOptimizer {

    private static final String STEP =
        """
          def forward(self: __torch__.Step, p: List[Tensor], g: List[Tensor], lr: float) -> None:
            torch._fused_sgd_(p, g, annotate(List[Tensor], []), weight_decay=0., momentum=0., \
        lr=lr, dampening=0., nesterov=False, maximize=False, is_first_step=False)
            return None
        """;

    private final PtSymbolBlock script;
    private final IValue parameters;
    private final IValue learningRate;

    private Sgd(UpdaterSpec.Sgd spec, NDManager manager, PtNDArray[] parameters) {
      script = TorchScript.load(manager, STEP);
      this.parameters = IValue.listFrom(parameters);
      learningRate = IValue.from(spec.learningRate());
    }

    @Override
    public void step(PtNDArray[] gradients) {
      try (IValue g = IValue.listFrom(gradients)) {
        script.forward(parameters, g, learningRate).close();
      }
    }

    @Override
    public void close() {
      parameters.close();
      learningRate.close();
    }
  }

  /**
   * PyTorch adds epsilon after the bias correction: theta -= lr / (1 - beta1^t) m / (sqrt(v) /
   * sqrt(1 - beta2^t) + e). With e = epsilon / sqrt(1 - beta2^t) in step t, this is {@link
   * UpdaterSpec.Adam}.
   */
  final class Adam implements PyTorchOptimizer {

    private static final String STEP =
        """
          def forward(self: __torch__.Step, p: List[Tensor], g: List[Tensor], m: List[Tensor], \
        v: List[Tensor], t: List[Tensor], lr: float, beta1: float, beta2: float, e: float) -> None:
            _0 = torch.add_(t[0], 1)
            torch._fused_adam_(p, g, m, v, annotate(List[Tensor], []), t, lr=lr, beta1=beta1, \
        beta2=beta2, weight_decay=0., eps=e, amsgrad=False, maximize=False)
            return None
        """;

    private final UpdaterSpec.Adam spec;
    private final PtSymbolBlock script;
    private final IValue parameters;
    private final IValue[] state;
    private final IValue learningRate;
    private final IValue beta1;
    private final IValue beta2;
    private int t;

    private Adam(UpdaterSpec.Adam spec, NDManager manager, PtNDArray[] parameters) {
      this.spec = spec;
      script = TorchScript.load(manager, STEP);
      this.parameters = IValue.listFrom(parameters);
      PtNDArray[] stepNumbers = new PtNDArray[parameters.length];
      Arrays.fill(stepNumbers, (PtNDArray) manager.zeros(new Shape(), DataType.FLOAT32));
      state =
          new IValue[] {
            IValue.listFrom(zeros(parameters)),
            IValue.listFrom(zeros(parameters)),
            IValue.listFrom(stepNumbers)
          };
      learningRate = IValue.from(spec.learningRate());
      beta1 = IValue.from(spec.beta1());
      beta2 = IValue.from(spec.beta2());
    }

    private static PtNDArray[] zeros(PtNDArray[] parameters) {
      return Arrays.stream(parameters).map(PtNDArray::zerosLike).toArray(PtNDArray[]::new);
    }

    @Override
    public void step(PtNDArray[] gradients) {
      t++;
      double e = spec.epsilon() / Math.sqrt(1 - Math.pow(spec.beta2(), t));
      try (IValue g = IValue.listFrom(gradients);
          IValue epsilon = IValue.from(e)) {
        script
            .forward(
                parameters, g, state[0], state[1], state[2], learningRate, beta1, beta2, epsilon)
            .close();
      }
    }

    @Override
    public void close() {
      parameters.close();
      for (IValue tensors : state) {
        tensors.close();
      }
      learningRate.close();
      beta1.close();
      beta2.close();
    }
  }
}
