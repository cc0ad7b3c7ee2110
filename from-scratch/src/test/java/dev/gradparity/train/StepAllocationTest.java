package dev.gradparity.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.WeightInitialiser;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Reduction;
import dev.gradparity.spec.Shape;
import dev.gradparity.spec.UpdaterSpec;
import dev.gradparity.tensor.Matrix;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** By plain loops, so that what a vector costs before it is compiled does not count. */
class StepAllocationTest {

  private static final int WARM_UP = 5;
  private static final int STEPS = 20;
  private static final int MOST_BYTES = 47;

  /** Not Adam: the powers of its beta are the library's, which allocate until compiled. */
  static Stream<Arguments> networks() {
    return Stream.of(DType.values())
        .flatMap(
            dtype ->
                Stream.of(new UpdaterSpec.Sgd(0.1), new UpdaterSpec.Nesterovs(0.1, 0.9))
                    .map(updater -> Arguments.of(dtype, updater)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void stepAllocatesAlmostNothingEvenBeforeItIsCompiled(DType dtype, UpdaterSpec updater) {
    NetworkSpec spec =
        new NetworkSpec(
            "small",
            dtype,
            Shape.of(4),
            List.of(
                new LayerSpec(16, ActivationKind.RELU),
                new LayerSpec(8, ActivationKind.TANH),
                new LayerSpec(3, ActivationKind.SOFTMAX)),
            LossKind.MCXENT,
            Reduction.MEAN,
            updater,
            0,
            1);
    Trainer trainer = new Trainer(spec, Kernels.scalar(), WeightInitialiser.initialise(spec), 2);
    Matrix x = Matrix.zeros(dtype, 2, 4);
    Matrix y = Matrix.zeros(dtype, 2, 3);
    y.set(0, 0, 1);
    y.set(1, 2, 1);
    Minibatch batch = new Minibatch(x, y);
    for (int step = 0; step < WARM_UP; step++) {
      trainer.step(batch);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int step = 0; step < STEPS; step++) {
      trainer.step(batch);
    }
    long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / STEPS;
    assertTrue(bytes <= MOST_BYTES, bytes + " bytes a step");
  }
}
