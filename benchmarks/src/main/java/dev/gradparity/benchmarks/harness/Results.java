package dev.gradparity.benchmarks.harness;

import dev.gradparity.benchmarks.ceiling.Ceiling;
import dev.gradparity.benchmarks.performance.Estimate;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.benchmarks.performance.Performance.Peak;
import dev.gradparity.benchmarks.performance.Performance.Result;
import dev.gradparity.spec.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** All that has been measured so far, and what follows from it. */
final class Results {

  private static final String INTERVALS =
      "95 %: Student's t on the logarithms of the rounds' times; for ratios, of their paired ratios";

  private final Plan plan;
  private final Map<String, String> environment;
  private final Map<Setting, Map<String, Track>> tracks = new LinkedHashMap<>();
  private final List<Ceiling> ceilings = new ArrayList<>();
  private Ceiling ceiling = Ceiling.unknown();
  private int roundsDone;

  Results(Plan plan, Map<String, String> environment) {
    this.plan = plan;
    this.environment = environment;
    for (Setting setting : plan.settings()) {
      Map<String, Track> row = new LinkedHashMap<>();
      plan.contenders().forEach(contender -> row.put(contender.id(), new Track()));
      tracks.put(setting, row);
    }
  }

  Track of(Setting setting, String contender) {
    return tracks.get(setting).get(contender);
  }

  void add(Ceiling measured) {
    ceilings.add(measured);
    ceiling = ceiling.or(measured);
  }

  void roundDone() {
    roundsDone++;
  }

  /** Everything so far. */
  Performance performance(boolean complete) {
    List<Result> results = new ArrayList<>();
    tracks.forEach(
        (setting, row) -> row.keySet().forEach(id -> results.add(result(setting, id, row))));
    Iterations jmh = plan.iterations();
    return new Performance(
        complete,
        environment,
        new Performance.Method(
            plan.name(),
            plan.rounds(),
            roundsDone,
            1,
            jmh.settlingMilliseconds(),
            jmh.warmups(),
            jmh.warmupMilliseconds(),
            jmh.measured(),
            jmh.milliseconds(),
            INTERVALS),
        peaks(),
        plan.unavailable(),
        results);
  }

  private List<Peak> peaks() {
    TreeSet<Integer> threads = new TreeSet<>();
    plan.settings().forEach(setting -> threads.add(setting.threads()));
    return threads.stream()
        .map(
            t ->
                new Peak(
                    t,
                    billions(ceiling.flops(DType.FLOAT32, t)),
                    billions(ceiling.flops(DType.FLOAT64, t)),
                    billions(ceiling.bandwidth(t)),
                    Map.of(
                        "float32", rounds(c -> c.flops(DType.FLOAT32, t)),
                        "float64", rounds(c -> c.flops(DType.FLOAT64, t)),
                        "memory", rounds(c -> c.bandwidth(t)))))
        .toList();
  }

  private List<Double> rounds(ToDoubleFunction<Ceiling> figure) {
    return ceilings.stream()
        .map(measured -> billions(figure.applyAsDouble(measured)))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Double billions(double value) {
    return Double.isNaN(value) ? null : value / 1e9;
  }

  private Result result(Setting setting, String id, Map<String, Track> row) {
    Track track = row.get(id);
    List<Double> rounds = List.copyOf(track.rounds().values());
    Estimate time = rounds.isEmpty() ? null : estimate(rounds);
    Double gflops = time == null ? null : setting.workload().flops() / time.value() / 1e3;
    Double peak = billions(ceiling.flops(setting.dtype(), setting.threads()));
    return new Result(
        setting.workload().name(),
        setting.dtype().specName(),
        setting.threads(),
        id,
        track.status(),
        track.description(),
        track.reason(),
        track.worstRatio(),
        time,
        gflops,
        gflops == null || peak == null ? null : gflops / peak,
        track.bytesPerOperation(),
        rounds,
        List.copyOf(track.fastest().values()),
        List.copyOf(track.handovers().values()),
        ratios(id, row));
  }

  /** Only rounds that timed both count: they are pairs. */
  private static Map<String, Estimate> ratios(String id, Map<String, Track> row) {
    Map<Integer, Double> own = row.get(id).rounds();
    Map<String, Estimate> ratios = new LinkedHashMap<>();
    row.forEach(
        (other, track) -> {
          List<Double> pairs = new ArrayList<>();
          own.forEach(
              (round, time) -> {
                Double against = track.rounds().get(round);
                if (against != null) {
                  pairs.add(against / time);
                }
              });
          if (!other.equals(id) && !pairs.isEmpty()) {
            ratios.put(other, estimate(pairs));
          }
        });
    return ratios;
  }

  private static Estimate estimate(List<Double> values) {
    return Estimate.ofRounds(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
