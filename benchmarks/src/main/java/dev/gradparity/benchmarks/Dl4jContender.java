package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.Examples;
import dev.gradparity.dl4j.Dl4jEnvironment;
import dev.gradparity.dl4j.Dl4jMinibatch;
import dev.gradparity.dl4j.Dl4jNetwork;
import dev.gradparity.dl4j.Nd4jAffine;
import dev.gradparity.dl4j.Nd4jProduct;
import dev.gradparity.spec.ParameterValues;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deeplearning4j's {@code fit}, and ND4J's operations for the parts of it, on the native library
 * that a subclass names. What was loaded is read from the library, not assumed.
 */
abstract sealed class Dl4jContender implements AffineContender, NeedsJars {

  /** The folder of the native libraries that are not shipped; the launcher fills and names it. */
  static final String NATIVES = "gradparity.natives";

  private final String id;
  private final String instructions;
  private final String cpuFlag;
  private final String classifier;
  private String description = "Deeplearning4j";

  private Dl4jContender(String id, String instructions, String cpuFlag, String classifier) {
    this.id = id;
    this.instructions = instructions;
    this.cpuFlag = cpuFlag;
    this.classifier = classifier;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String description() {
    return description;
  }

  /** OpenMP reads it when the library is loaded: for ND4J's operations and for OpenBLAS alike. */
  @Override
  public final Map<String, String> environment(int threads) {
    return Map.of("OMP_NUM_THREADS", String.valueOf(threads));
  }

  @Override
  public final List<Path> jars() {
    if (classifier.isEmpty()) {
      return List.of();
    }
    if (!Machine.cpuFlags().contains(cpuFlag)) {
      throw new UnavailableException("this processor has no " + instructions);
    }
    Path folder = Path.of(System.getProperty(NATIVES, "benchmarks/target/natives"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "nd4j-native-*.jar")) {
      for (Path jar : jars) {
        if (jar.toString().endsWith("-" + classifier + ".jar")) {
          return List.of(jar);
        }
      }
    } catch (IOException e) {
      throw new UnavailableException(missing(folder));
    }
    throw new UnavailableException(missing(folder));
  }

  private String missing(Path folder) {
    return "nd4j-native for %s is not in %s; mvn -P natives-%s -pl benchmarks -am package fetches it"
        .formatted(instructions, folder, classifier);
  }

  private void load() {
    Dl4jEnvironment loaded = Dl4jEnvironment.load();
    description =
        "Deeplearning4j %s, %s built for %s, %s of %s, %d and %d threads"
            .formatted(
                loaded.dl4jVersion(),
                loaded.nativeLibrary(),
                loaded.instructions(),
                loaded.blasVendor(),
                loaded.blasLibrary(),
                loaded.operationThreads(),
                loaded.blasThreads());
    if (!loaded.instructions().equals(instructions)) {
      throw new IllegalStateException(
          "asked for ND4J's build for %s, and the JVM loaded: %s"
              .formatted(instructions, description));
    }
  }

  @Override
  public final Optional<ProductRunner> product(ProductTask task, int threads) {
    load();
    Nd4jProduct product =
        new Nd4jProduct(
            task.dtype(),
            task.form() == ProductForm.TN,
            task.form() == ProductForm.NT,
            task.rows(),
            task.inner(),
            task.columns(),
            task.a(),
            task.b());
    return Optional.of(new Product(product));
  }

  @Override
  public final Optional<AffineRunner> affine(AffineTask task, int threads) {
    load();
    Nd4jAffine layer =
        new Nd4jAffine(
            task.dtype(), task.n(), task.d(), task.m(), task.x(), task.w(), task.b(), task.dY());
    return Optional.of(new Layer(layer));
  }

  @Override
  public final Optional<TrainingRunner> training(Case.Gradient task, int threads) {
    load();
    Dl4jNetwork network = new Dl4jNetwork(task.spec());
    network.setParameters(task.parameters().weights(), task.parameters().biases());
    Examples batch = task.batch();
    return Optional.of(
        new Training(network, network.minibatch(batch.x(), batch.y(), batch.count())));
  }

  /** As shipped: ND4J's native library for any processor of this kind. */
  static final class Shipped extends Dl4jContender {

    Shipped() {
      super("dl4j", "generic", "", "");
    }
  }

  /** With ND4J's native library for AVX2. */
  static final class Avx2 extends Dl4jContender {

    Avx2() {
      super("dl4j-avx2", "AVX2", "avx2", "avx2");
    }
  }

  /** With ND4J's native library for AVX-512. */
  static final class Avx512 extends Dl4jContender {

    Avx512() {
      super("dl4j-avx512", "AVX-512", "avx512f", "avx512");
    }
  }

  private record Product(Nd4jProduct product) implements ProductRunner {

    @Override
    public void run() {
      product.run();
    }

    @Override
    public double[] result() {
      return product.result();
    }

    @Override
    public void close() {
      product.close();
    }
  }

  private record Layer(Nd4jAffine layer) implements AffineRunner {

    @Override
    public void forward() {
      layer.forward();
    }

    @Override
    public void backward() {
      layer.backward();
    }

    @Override
    public double[] y() {
      return layer.y();
    }

    @Override
    public double[] dW() {
      return layer.dW();
    }

    @Override
    public double[] db() {
      return layer.db();
    }

    @Override
    public double[] dX() {
      return layer.dX();
    }

    @Override
    public void close() {
      layer.close();
    }
  }

  private record Training(Dl4jNetwork network, Dl4jMinibatch minibatch) implements TrainingRunner {

    @Override
    public void step() {
      network.fit(minibatch);
    }

    @Override
    public ParameterValues parameters() {
      ParameterValues now = network.parameters();
      return new ParameterValues(now.weights(), now.biases());
    }

    @Override
    public void close() {}
  }
}
