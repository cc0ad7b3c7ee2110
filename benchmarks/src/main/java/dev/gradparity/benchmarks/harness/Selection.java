package dev.gradparity.benchmarks.harness;

import dev.gradparity.benchmarks.Contender;
import dev.gradparity.benchmarks.Contenders;
import dev.gradparity.benchmarks.NeedsJars;
import dev.gradparity.benchmarks.Workload;
import dev.gradparity.benchmarks.Workloads;
import dev.gradparity.benchmarks.performance.Performance;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.spec.DType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the user wants measured.
 *
 * @param quick a chosen few workloads, and a run that ends within minutes
 * @param peers whether other libraries take part
 * @param only workloads whose names this finds; null for all
 * @param contenders their ids; empty for all
 * @param dtypes the formats; empty for the plan's own
 * @param threads their numbers; empty for the plan's own
 * @param rounds how many; null for the plan's own
 */
public record Selection(
    boolean quick,
    boolean peers,
    Pattern only,
    List<String> contenders,
    List<DType> dtypes,
    List<Integer> threads,
    Integer rounds) {

  /** A product, and steps from those that overhead decides to those that products decide. */
  private static final List<String> QUICK =
      List.of(
          "product-nn-512",
          "train-4-16-3-b32",
          "train-784-512-10-b128",
          "train-1024-1024-1024-b256");

  private static final String QUICK_NAME = "quick";
  private static final Pattern ANY = Pattern.compile("");

  private static final int QUICK_ROUNDS = 5;
  private static final Duration QUICK_BUDGET = Duration.ofSeconds(225);

  /** Less would time the compiler: large steps reach their speed after more than a second. */
  private static final Iterations QUICK_ITERATIONS = new Iterations(1200, 1, 400, 5, 100);

  private static final int FULL_ROUNDS = 5;
  private static final Iterations FULL_ITERATIONS = new Iterations(8000, 2, 400, 5, 200);

  /**
   * The same as an earlier run, where nothing else is selected.
   *
   * @throws InvalidInputException if a quick run is to follow one that was not
   */
  public Selection again(Performance earlier) {
    boolean wasQuick = earlier.method().plan().equals(QUICK_NAME);
    if (quick && !wasQuick) {
      throw new InvalidInputException(
          "--against: that run was a full one; leave --quick out, or save one with --quick");
    }
    List<String> ids =
        earlier.results().stream()
            .filter(result -> result.status() == Performance.Status.MEASURED)
            .map(Performance.Result::contender)
            .distinct()
            .filter(id -> peers || !Contenders.isPeer(id))
            .toList();
    return new Selection(
        wasQuick,
        peers,
        only == null ? ANY : only,
        contenders.isEmpty() ? ids : contenders,
        dtypes.isEmpty() ? List.of(DType.values()) : dtypes,
        threads.isEmpty()
            ? earlier.results().stream().map(Performance.Result::threads).distinct().toList()
            : threads,
        rounds == null ? Integer.valueOf(Math.max(1, earlier.method().roundsDone())) : rounds);
  }

  /**
   * The plan for this machine.
   *
   * @param available who is on the class path
   * @param processors of the machine
   * @throws InvalidInputException if nothing is left to measure, or a contender is unknown
   */
  public Plan plan(List<Contender> available, int processors) {
    Map<String, String> unavailable = new LinkedHashMap<>();
    List<Contender> taking = contenders(available, unavailable);
    return new Plan(
        quick ? QUICK_NAME : "full",
        settings(processors),
        taking,
        unavailable,
        rounds != null ? rounds : quick ? QUICK_ROUNDS : FULL_ROUNDS,
        quick && rounds == null ? QUICK_BUDGET : null,
        quick ? QUICK_ITERATIONS : FULL_ITERATIONS);
  }

  private List<Contender> contenders(List<Contender> available, Map<String, String> unavailable) {
    String known = available.stream().map(Contender::id).collect(Collectors.joining(", "));
    for (String wanted : contenders) {
      if (available.stream().noneMatch(contender -> contender.id().equals(wanted))) {
        throw new InvalidInputException(
            "--contenders: there is no \"%s\"; there are %s".formatted(wanted, known));
      }
    }
    if (peers && available.stream().noneMatch(contender -> Contenders.isPeer(contender.id()))) {
      throw new InvalidInputException(
          "--peers: the class path holds no other library; there are " + known);
    }
    List<Contender> taking = new ArrayList<>();
    for (Contender contender : available) {
      if (isWanted(contender.id())) {
        try {
          if (contender instanceof NeedsJars needy) {
            needy.jars();
          }
          taking.add(contender);
        } catch (NeedsJars.UnavailableException e) {
          unavailable.put(contender.id(), e.getMessage());
        }
      }
    }
    if (taking.isEmpty()) {
      throw new InvalidInputException("--contenders: none of them can be timed: " + unavailable);
    }
    return shippedOnly(taking);
  }

  private boolean isWanted(String id) {
    return contenders.isEmpty() ? peers || !Contenders.isPeer(id) : contenders.contains(id);
  }

  /** A quick run has time for one build of Deeplearning4j: the one that its users get. */
  private List<Contender> shippedOnly(List<Contender> taking) {
    return quick && contenders.isEmpty()
        ? taking.stream().filter(contender -> !contender.id().startsWith("dl4j-")).toList()
        : taking;
  }

  private List<Setting> settings(int processors) {
    List<Workload> workloads =
        Workloads.all().stream()
            .filter(workload -> !quick || only != null || QUICK.contains(workload.name()))
            .filter(workload -> only == null || only.matcher(workload.name()).find())
            .toList();
    if (workloads.isEmpty()) {
      throw new InvalidInputException(
          "--only %s finds no workload; their names are such as %s"
              .formatted(only, String.join(", ", QUICK)));
    }
    List<Setting> settings = new ArrayList<>();
    for (DType dtype : dtypes(quick ? List.of(DType.FLOAT32) : List.of(DType.values()))) {
      for (int count : threads(quick ? List.of(processors) : List.of(1, processors))) {
        for (Workload workload : workloads) {
          settings.add(new Setting(workload, dtype, Math.min(count, processors)));
        }
      }
    }
    return settings.stream().distinct().toList();
  }

  private List<DType> dtypes(List<DType> otherwise) {
    return dtypes.isEmpty() ? otherwise : dtypes;
  }

  private List<Integer> threads(List<Integer> otherwise) {
    return threads.isEmpty() ? otherwise : threads;
  }
}
