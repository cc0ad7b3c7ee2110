package dev.gradparity.benchmarks;

import dev.gradparity.comparison.Case;
import dev.gradparity.spec.ParameterValues;
import java.util.List;
import java.util.Optional;

/** Contenders with seeded faults, built on the plain loops. */
public final class Saboteurs {

  private Saboteurs() {}

  /** One element of a product is off by a thousandth; a bias of the network is never updated. */
  public static final class Wrong implements Contender {

    private final Contender right = new FromScratchContender.Scalar();

    /** For ServiceLoader. */
    public Wrong() {}

    @Override
    public String id() {
      return "test-wrong";
    }

    @Override
    public String description() {
      return "plain loops with a fault";
    }

    @Override
    public Optional<ProductRunner> product(ProductTask task, int threads) {
      ProductRunner runner = right.product(task, threads).orElseThrow();
      return Optional.of(
          new ProductRunner() {
            @Override
            public void run() {
              runner.run();
            }

            @Override
            public double[] result() {
              double[] c = runner.result();
              c[c.length - 1] *= 1.001;
              return c;
            }

            @Override
            public void close() {
              runner.close();
            }
          });
    }

    @Override
    public Optional<TrainingRunner> training(Case.Gradient task, int threads) {
      TrainingRunner runner = right.training(task, threads).orElseThrow();
      return Optional.of(
          new TrainingRunner() {
            @Override
            public void step() {
              runner.step();
            }

            @Override
            public ParameterValues parameters() {
              List<double[]> start = task.parameters().biases();
              return new ParameterValues(runner.parameters().weights(), start);
            }

            @Override
            public void close() {
              runner.close();
            }
          });
    }
  }

  /** Takes its JVM down with it. */
  public static final class Dying implements Contender {

    /** For ServiceLoader. */
    public Dying() {}

    @Override
    public String id() {
      return "test-dying";
    }

    @Override
    public String description() {
      return "a crash";
    }

    @Override
    public Optional<ProductRunner> product(ProductTask task, int threads) {
      System.err.println("something native went wrong");
      // Which no text in UTF-8 holds.
      System.err.write(0xFF);
      System.err.flush();
      Runtime.getRuntime().halt(7);
      return Optional.empty();
    }
  }
}
