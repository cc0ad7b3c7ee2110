package dev.gradparity.benchmarks.report;

import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Method;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.benchmarks.performance.Performance.Status;
import java.util.List;
import java.util.Map;

/** Runs that nobody made. */
public final class Performances {

  private Performances() {}

  /** A contender that took this long in two rounds, and the times of others over it. */
  static Result measured(String contender, double microseconds, Map<String, Estimate> ratios) {
    return measured("product-nn-512", 2, contender, microseconds, List.of(), ratios);
  }

  /** The same at another setting, and with nanoseconds from core to core. */
  static Result measured(
      String workload,
      int threads,
      String contender,
      double microseconds,
      List<Double> handovers,
      Map<String, Estimate> ratios) {
    return new Result(
        workload,
        "float32",
        threads,
        contender,
        Status.MEASURED,
        "it, 2 threads",
        null,
        0.25,
        new Estimate(microseconds, microseconds * 0.9, microseconds * 1.1),
        42.5,
        0.5,
        16384.0,
        List.of(microseconds, microseconds),
        List.of(),
        handovers,
        ratios);
  }

  /** Ours on two threads, with these nanoseconds from core to core after each round. */
  static Result handedOver(Double... nanoseconds) {
    return measured(
        "product-nn-512", 2, PerformanceTable.MAIN, 120, List.of(nanoseconds), Map.of());
  }

  /** A contender that was not timed. */
  public static Result untimed(String contender, Status status, String reason) {
    return new Result(
        "product-nn-512",
        "float32",
        2,
        contender,
        status,
        "it, 2 threads",
        reason,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  /** A run with these results. */
  public static Performance of(Result... results) {
    return new Performance(
        true,
        Map.of("cpu", "some"),
        new Method("quick", 2, 2, 1, 1200, 5, 150, 5, 100, "t"),
        List.of(
            new Peak(1, 100.0, 50.0, null, Map.of()),
            new Peak(2, 200.0, 100.0, 20.0, Map.of("float32", List.of(200.0, 199.0)))),
        Map.of("dl4j-avx512", "this processor has no AVX-512"),
        List.of(results));
  }

  /** Two contenders of which the second is faster, and two that were not timed. */
  public static Performance mixed() {
    return of(
        measured("from-scratch-vector", 120, Map.of("dl4j", new Estimate(0.5, 0.45, 0.55))),
        measured("dl4j", 60, Map.of("from-scratch-vector", new Estimate(2, 1.8, 2.2))),
        untimed("dl4j-avx2", Status.REFUSED, "MISMATCH: z1"),
        untimed("from-scratch-scalar", Status.ABSENT, "it has no such thing"));
  }

  /** One contender alone. */
  public static Performance plain() {
    return of(measured("from-scratch-vector", 120, Map.of()));
  }

  /** Ours, in four rounds that agree within two thousandths, beside a ceiling that stays. */
  public static Performance timed(double microseconds) {
    Result result = measured("from-scratch-vector", microseconds, Map.of());
    List<Double> rounds =
        List.of(microseconds, microseconds * 1.001, microseconds * 1.002, microseconds);
    List<Double> rates = List.of(200.0, 199.9, 200.1, 200.0);
    return new Performance(
        true,
        Map.of("cpu", "some"),
        new Method("quick", 4, 4, 1, 1200, 5, 150, 5, 100, "t"),
        List.of(
            new Peak(
                2,
                200.0,
                100.0,
                20.0,
                Map.of("float32", rates, "float64", rates, "memory", rates))),
        Map.of(),
        List.of(
            new Result(
                result.workload(),
                result.dtype(),
                result.threads(),
                result.contender(),
                result.status(),
                result.description(),
                null,
                result.errorOverBound(),
                result.microseconds(),
                result.gflops(),
                result.shareOfCeiling(),
                result.bytesPerOperation(),
                rounds,
                rounds,
                List.of(),
                Map.of())));
  }
}
