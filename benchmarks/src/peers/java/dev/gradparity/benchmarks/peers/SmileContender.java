package dev.gradparity.benchmarks.peers;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.TrainingRunner;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.openblas.global.openblas;
import smile.classification.MLP;

/**
 * Smile's MLP: float64, one example at a time, products of a matrix and a vector in the OpenBLAS of
 * the class path, the update once per minibatch. With a constant learning rate, neither momentum
 * nor decay, this is the step of plain SGD on the mean cross entropy.
 */
public final class SmileContender implements Contender {

  private String description = "Smile";

  /** For ServiceLoader. */
  public SmileContender() {}

  @Override
  public String id() {
    return "smile";
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Map<String, String> environment(int threads) {
    String count = String.valueOf(threads);
    return Map.of("OPENBLAS_NUM_THREADS", count, "OMP_NUM_THREADS", count);
  }

  /**
   * Empty but for float64, plain SGD, a hidden layer at the least, three classes at the least and
   * labels that name one class: Smile has nothing else, or makes something else of it.
   *
   * @throws IllegalStateException if the native library cannot be loaded
   */
  @Override
  public Optional<TrainingRunner> training(Case.Gradient task, int threads) {
    NetworkSpec spec = task.spec();
    Optional<int[]> classes = classes(task.batch());
    if (!ReluClassifier.is(spec)
        || spec.dtype() != DType.FLOAT64
        || !(spec.updater() instanceof UpdaterSpec.Sgd sgd)
        || !(sgd.learningRate() instanceof Schedule.Fixed rate)
        || spec.depth() < 2
        || spec.outputSize() < 3
        || classes.isEmpty()) {
      return Optional.empty();
    }
    try {
      openblas.blas_set_num_threads(threads);
    } catch (LinkageError e) {
      throw Failures.cannotLoad(
          "Smile's OpenBLAS", e, "put org.bytedeco's openblas for this platform on the class path");
    }
    description =
        "%s on %s, %d threads in BLAS"
            .formatted(
                JarVersion.of(MLP.class),
                JarVersion.of(openblas.class),
                openblas.blas_get_num_threads());
    return Optional.of(new SmileTraining(task, classes.get(), rate.value()));
  }

  /** The class of each example, if every label is 1 for one class and 0 for the others. */
  private static Optional<int[]> classes(Examples batch) {
    int count = batch.outputSize();
    int[] classes = new int[batch.count()];
    for (int i = 0; i < classes.length; i++) {
      int ones = 0;
      for (int j = 0; j < count; j++) {
        double y = batch.y()[i * count + j];
        if (y == 1) {
          classes[i] = j;
          ones++;
        } else if (y != 0) {
          return Optional.empty();
        }
      }
      if (ones != 1) {
        return Optional.empty();
      }
    }
    return Optional.of(classes);
  }
}
