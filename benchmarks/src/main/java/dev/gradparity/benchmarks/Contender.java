package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.Subject;
import dev.gradparity.dl4j.Dl4jMinibatch;
import dev.gradparity.dl4j.Dl4jNetwork;
import dev.gradparity.kernel.Kernels;
import dev.gradparity.nn.Parameters;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.tensor.Matrix;
import dev.gradparity.train.Minibatch;
import dev.gradparity.train.Trainer;

/** Who is timed. */
public enum Contender {
  /** from-scratch on plain loops. */
  FROM_SCRATCH_SCALAR {
    @Override
    Subject subject() {
      return new FromScratchSubject(Kernels.scalar());
    }

    @Override
    TrainingStep trainingStep(Case.Gradient task) {
      return fromScratch(task, Kernels.scalar());
    }
  },

  /** from-scratch on vector registers. */
  FROM_SCRATCH_VECTOR {
    @Override
    Subject subject() {
      return new FromScratchSubject(vectorKernels());
    }

    @Override
    TrainingStep trainingStep(Case.Gradient task) {
      return fromScratch(task, vectorKernels());
    }
  },

  /** Deeplearning4j's fit on the native library as shipped. */
  DL4J {
    @Override
    Subject subject() {
      return new Dl4jSubject();
    }

    @Override
    TrainingStep trainingStep(Case.Gradient task) {
      Examples batch = task.batch();
      Dl4jNetwork network = new Dl4jNetwork(task.spec());
      network.setParameters(task.parameters().weights(), task.parameters().biases());
      Dl4jMinibatch minibatch = network.minibatch(batch.x(), batch.y(), batch.count());
      return () -> network.fit(minibatch);
    }
  };

  private static Kernels vectorKernels() {
    Kernels kernels = Kernels.fastest(Runtime.getRuntime().availableProcessors());
    if (!kernels.description().startsWith("vector")) {
      throw new IllegalStateException("no vectors to time: " + kernels.description());
    }
    return kernels;
  }

  private static TrainingStep fromScratch(Case.Gradient task, Kernels kernels) {
    NetworkSpec spec = task.spec();
    Examples batch = task.batch();
    Parameters parameters = FromScratchSubject.parameters(task);
    Matrix x = Matrix.of(spec.dtype(), batch.count(), batch.inputSize(), batch.x());
    Matrix y = Matrix.of(spec.dtype(), batch.count(), batch.outputSize(), batch.y());
    Trainer trainer = new Trainer(spec, kernels, parameters, batch.count());
    Minibatch minibatch = new Minibatch(x, y);
    return () -> trainer.step(minibatch);
  }

  /** The same implementation before the judge. */
  abstract Subject subject();

  /** Training steps on the case's minibatch, from the case's parameters. */
  abstract TrainingStep trainingStep(Case.Gradient task);

  /** One step of training. */
  @FunctionalInterface
  interface TrainingStep {

    /** Steps, and returns the loss before the step. */
    double step();
  }
}
