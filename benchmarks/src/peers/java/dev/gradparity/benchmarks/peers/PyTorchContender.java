package dev.gradparity.benchmarks.peers;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.ProductRunner;
import dev.gradparity.benchmarks.ProductTask;
import dev.gradparity.benchmarks.TrainingRunner;
import dev.gradparity.comparison.Case;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.UpdaterSpec;
import java.util.Map;
import java.util.Optional;

/**
 * PyTorch's build for processors, through DJL. DJL never downloads: PyTorch comes from the class
 * path and is unpacked once, into {@code DJL_CACHE_DIR} (an environment variable or a system
 * property; by default a folder in the user's home).
 */
public final class PyTorchContender implements Contender {

  private String description = "PyTorch";

  /** For ServiceLoader. */
  public PyTorchContender() {}

  @Override
  public String id() {
    return "pytorch";
  }

  @Override
  public String description() {
    return description;
  }

  /**
   * PyTorch can be told later, and is slower then: 2 threads took twice the time for the smallest
   * networks where OpenMP had not been told at its start.
   *
   * @param threads at least 1
   */
  @Override
  public Map<String, String> environment(int threads) {
    return Map.of("OMP_NUM_THREADS", String.valueOf(threads));
  }

  /**
   * A product in either format.
   *
   * @throws IllegalStateException if PyTorch cannot be loaded
   */
  @Override
  public Optional<ProductRunner> product(ProductTask task, int threads) {
    return Optional.of(new PyTorchProduct(load(threads).newBaseManager(Device.cpu()), task));
  }

  /**
   * Empty unless the network is a classifier of ReLU layers under SGD or Adam.
   *
   * @throws IllegalStateException if PyTorch cannot be loaded
   */
  @Override
  public Optional<TrainingRunner> training(Case.Gradient task, int threads) {
    NetworkSpec spec = task.spec();
    boolean canUpdate =
        spec.updater().learningRate() instanceof Schedule.Fixed
            && (spec.updater() instanceof UpdaterSpec.Sgd
                || spec.updater() instanceof UpdaterSpec.Adam);
    if (!ReluClassifier.is(spec) || !canUpdate) {
      return Optional.empty();
    }
    return Optional.of(new PyTorchTraining(load(threads).newBaseManager(Device.cpu()), task));
  }

  private Engine load(int threads) {
    System.setProperty("ai.djl.offline", "true");
    try {
      Engine engine = Engine.getEngine("PyTorch");
      JniUtils.setNumThreads(threads);
      description =
          "PyTorch %s (%s) through DJL %s, %d threads"
              .formatted(
                  engine.getVersion(),
                  String.join(", ", JniUtils.getFeatures()),
                  Engine.getDjlVersion(),
                  JniUtils.getNumThreads());
      return engine;
    } catch (EngineException | LinkageError e) {
      throw Failures.cannotLoad(
          "PyTorch",
          e,
          "put ai.djl.pytorch's pytorch-jni, and its pytorch-native-cpu for this platform, on the"
              + " class path");
    }
  }
}
