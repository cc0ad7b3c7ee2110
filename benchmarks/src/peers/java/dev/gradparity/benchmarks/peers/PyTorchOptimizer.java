package dev.gradparity.benchmarks.peers;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Arrays;

/**
 * The update, in place and without a graph, in as few native calls as DJL has names for.
 *
 * <p>Times are of 4-16-3 in float32 on one core of an AMD EPYC, where the rest of a step takes 85
 * us: SGD takes 8 us, TorchScript's call of {@code torch._fused_sgd_} would take 45 us or more.
 */
sealed interface PyTorchOptimizer extends AutoCloseable {

  /** The optimiser of these parameters, which it changes in place. */
  static PyTorchOptimizer of(UpdaterSpec spec, NDManager manager, PtNDArray[] parameters) {
    if (spec instanceof UpdaterSpec.Sgd sgd) {
      return new Sgd(sgd.learningRate().constant(), parameters);
    }
    if (spec instanceof UpdaterSpec.Adam adam) {
      return new Adam(adam, manager, parameters);
    }
    throw new IllegalArgumentException("no optimiser for " + spec);
  }

  /**
   * What backward starts from, in place of dloss/dloss = 1: the gradients come multiplied by it.
   */
  double seed();

  /** One step; the gradients are in the parameters' order. */
  void step(PtNDArray[] gradients);

  @Override
  void close();

  /**
   * theta -= lr g. PyTorch does it in one pass, {@code p.add_(g, alpha=-lr)}, and DJL has no name
   * for that. With lr as the seed, a subtraction is the same pass.
   */
  final class Sgd implements PyTorchOptimizer {

    private final double learningRate;
    private final PtNDArray[] parameters;

    private Sgd(double learningRate, PtNDArray[] parameters) {
      this.learningRate = learningRate;
      this.parameters = parameters;
    }

    @Override
    public double seed() {
      return learningRate;
    }

    @Override
    public void step(PtNDArray[] gradients) {
      for (int k = 0; k < parameters.length; k++) {
        JniUtils.subi(parameters[k], gradients[k]);
      }
    }

    @Override
    public void close() {}
  }

  /**
   * {@code torch.optim.Adam(fused=True)}: all parameters in one pass. DJL has no name for it
   * either; TorchScript has.
   *
   * <p>PyTorch adds epsilon after the bias correction: theta -= lr / (1 - beta1^t) m / (sqrt(v) /
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
      learningRate = IValue.from(spec.learningRate().constant());
      beta1 = IValue.from(spec.beta1());
      beta2 = IValue.from(spec.beta2());
    }

    private static PtNDArray[] zeros(PtNDArray[] parameters) {
      return Arrays.stream(parameters).map(PtNDArray::zerosLike).toArray(PtNDArray[]::new);
    }

    @Override
    public double seed() {
      return 1;
    }

    @Override
    public void step(PtNDArray[] gradients) {
      // Two operations leave nothing to optimise, and the checks of an optimised graph take time.
      // PyTorch keeps the switch per thread.
      JniUtils.setGraphExecutorOptimize(false);
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
