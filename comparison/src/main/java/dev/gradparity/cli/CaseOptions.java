package dev.gradparity.cli;

import dev.gradparity.comparison.BuiltInSuite;
import dev.gradparity.comparison.Case;
import dev.gradparity.comparison.CaseFactory;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.Quorum;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.WorkedExamples;
import dev.gradparity.comparison.data.ExamplesReader;
import dev.gradparity.comparison.input.SpecFile;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that decide which cases a command runs. */
final class CaseOptions {

  private static final int DEFAULT_STEPS = 50;

  /** The parameters after every step are kept until the report is written. */
  private static final int MOST_STEPS = 10_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--spec",
      paramLabel = "FILE",
      description = "A network and its data in JSON; may be given more than once.")
  private List<Path> specs = List.of();

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      converter = DtypeChoice.Converter.class,
      description = "float32, float64 or both. Default: both, or what each --spec file says.")
  private DtypeChoice dtypes;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Training steps to compare; 0 for none. Default: " + DEFAULT_STEPS + ".")
  private Integer steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of parameters and order of examples. Default: 42, or the --spec file's.")
  private Long seed;

  /** Whether networks of the user's own take the built-in suite's place. */
  boolean haveSpecs() {
    return !specs.isEmpty();
  }

  /** Whether the user gave one of the options but {@code --spec}. */
  boolean haveAnyBesidesSpecs() {
    return dtypes != null || steps != null || seed != null;
  }

  /** Names and values, in a form that {@link #restore} understands. */
  Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    if (haveSpecs()) {
      map.put("spec", String.join(", ", specs.stream().map(Path::toString).toList()));
    }
    if (dtypes != null) {
      map.put("dtype", dtypes.toString());
    }
    map.put("steps", String.valueOf(steps()));
    if (seed != null) {
      map.put("seed", String.valueOf(seed));
    }
    return map;
  }

  /**
   * Takes all options but {@code --spec} from {@link #asMap}'s result.
   *
   * @throws IllegalArgumentException if they are none
   */
  void restore(Map<String, String> map) {
    try {
      dtypes = map.containsKey("dtype") ? DtypeChoice.parse(map.get("dtype")) : null;
      steps = Integer.valueOf(map.getOrDefault("steps", String.valueOf(DEFAULT_STEPS)));
      seed = map.containsKey("seed") ? Long.valueOf(map.get("seed")) : null;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("no options of a run: " + map, e);
    }
    if (steps < 0 || steps > MOST_STEPS) {
      throw new IllegalArgumentException("no number of steps: " + steps);
    }
  }

  /** The words of the command line that makes a comparison of {@code compare} again. */
  List<String> replay(Comparison comparison) {
    List<String> words = new ArrayList<>(List.of("./gradparity", "compare"));
    specs.forEach(file -> words.addAll(List.of("--spec", file.toString())));
    words.addAll(List.of("--dtype", comparison.dtype().specName()));
    if (steps != null) {
      words.addAll(List.of("--steps", steps.toString()));
    }
    if (seed != null) {
      words.addAll(List.of("--seed", seed.toString()));
    }
    // The paper is beside whoever is chosen.
    String left = comparison.left().equals("paper") ? "from-scratch" : comparison.left();
    boolean isOfDefaults =
        left.equals("from-scratch") && List.of(left, "dl4j").contains(comparison.right());
    if (!isOfDefaults) {
      words.addAll(List.of("--subjects", left + "," + comparison.right()));
    }
    words.addAll(List.of("--case", comparison.caseName()));
    return words;
  }

  /** What a case is called in reports. */
  static String name(Case task) {
    return task.spec().name() + " " + task.name();
  }

  private int steps() {
    return steps == null ? DEFAULT_STEPS : steps;
  }

  /**
   * These subjects on every case. Everything that can be wrong with the input is found here, before
   * anything is computed.
   */
  List<Quorum> quorums(List<Subject> subjects) {
    if (steps() < 0 || steps() > MOST_STEPS) {
      throw new ParameterException(
          command.commandLine(),
          "--steps must be at least 0 and at most %d, got %d".formatted(MOST_STEPS, steps()));
    }
    List<Quorum> quorums = new ArrayList<>();
    if (specs.isEmpty()) {
      for (DType dtype : DtypeChoice.or(dtypes, DtypeChoice.BOTH).dtypes()) {
        quorums.addAll(WorkedExamples.quorums(dtype, subjects));
        BuiltInSuite.cases(dtype, steps(), seed == null ? BuiltInSuite.DEFAULT_SEED : seed)
            .forEach(task -> quorums.add(new Quorum(subjects, task)));
      }
    }
    for (Path file : specs) {
      cases(file, SpecReader.read(file)).forEach(task -> quorums.add(new Quorum(subjects, task)));
    }
    return quorums;
  }

  /** Each two of these subjects on every case. */
  List<Trial> trials(Subject left, Subject right) {
    return quorums(List.of(left, right)).stream()
        .flatMap(quorum -> quorum.trials().stream())
        .toList();
  }

  private List<Case> cases(Path file, SpecFile given) {
    List<Case> cases = new ArrayList<>();
    DtypeChoice ownDtype = DtypeChoice.of(given.network().dtype());
    for (DType dtype : DtypeChoice.or(dtypes, ownDtype).dtypes()) {
      // A learning rate of one format may be 0 in the other.
      NetworkSpec typed = naming(file, () -> given.network().withDtype(dtype));
      NetworkSpec network = seed == null ? typed : typed.withSeed(seed);
      Examples examples = ExamplesReader.of(given.table(), network, given.data());
      CaseFactory factory = naming(file, () -> new CaseFactory(network, examples));
      cases.add(factory.gradient(given.data().batch()));
      if (steps() > 0) {
        cases.add(factory.training(given.data().batch(), steps()));
      }
    }
    return cases;
  }

  private static <T> T naming(Path file, Supplier<T> part) {
    try {
      return part.get();
    } catch (InvalidSpecException | InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    }
  }
}
