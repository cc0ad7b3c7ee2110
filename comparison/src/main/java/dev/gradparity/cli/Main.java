package dev.gradparity.cli;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.sweep.WorkerFailedException;
import dev.gradparity.dl4j.NativeLibraryMissingException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point: parses, runs, and turns what went wrong into one sentence and an exit code. */
@Command(
    name = "gradparity",
    description = "Judges the gradients of a from-scratch MLP against Deeplearning4j.",
    footer = {
      "",
      "Without a command, compare runs.",
      "Exit codes: 0 all match, 1 a mismatch, 2 bad input or usage, 3 the environment cannot run"
          + " it, 4 a defect of gradparity."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      CompareCommand.class,
      CheckCommand.class,
      PortCommand.class,
      SweepCommand.class,
      SweepWorkerCommand.class,
      RegressCommand.class,
      DeviationsCommand.class,
      MutantsCommand.class,
      DoctorCommand.class
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of whatever goes wrong.")
  private boolean debug;

  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    // Numbers look the same everywhere, in reports and in messages.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(run(args));
  }

  /** Runs the command line and returns its exit code. */
  static int run(String... args) {
    Main main = new Main();
    CommandLine commandLine = new CommandLine(main);
    ServiceLoader.load(AddedCommand.class).forEach(commandLine::addSubcommand);
    if (!commandLine.getSubcommands().containsKey(BenchIsElsewhere.NAME)) {
      commandLine.addSubcommand(new BenchIsElsewhere());
    }
    commandLine.setParameterExceptionHandler((exception, given) -> main.explain(exception));
    commandLine.setExecutionExceptionHandler(
        (exception, failed, parsed) -> main.explain(exception, failed));
    try {
      return commandLine.execute(withDefaultCommand(args));
    } catch (Error e) {
      // Left alone, Java would end with 1, as if something did not match.
      return main.explain(e, commandLine);
    }
  }

  /** Options alone belong to compare, but for those that ask about the program as a whole. */
  private static String[] withDefaultCommand(String[] args) {
    List<String> wholeProgram = List.of("-h", "--help", "-V", "--version");
    Optional<String> first = Arrays.stream(args).filter(arg -> !arg.equals("--debug")).findFirst();
    if (first.isPresent() && (!first.get().startsWith("-") || wholeProgram.contains(first.get()))) {
      return args;
    }
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(Arrays.asList(args));
    return all.toArray(String[]::new);
  }

  private int explain(ParameterException exception) {
    CommandLine failed = exception.getCommandLine();
    StringBuilder message = new StringBuilder(exception.getMessage());
    if (exception instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      message
          .append("; did you mean ")
          .append(unmatched.getSuggestions().get(0).strip())
          .append('?');
    }
    message.append(" (see ").append(failed.getCommandSpec().qualifiedName()).append(" --help)");
    return complain(exception, failed, message.toString(), ExitCodes.BAD_INPUT);
  }

  private int explain(Throwable failure, CommandLine failed) {
    if (failure instanceof InvalidInputException) {
      return complain(failure, failed, failure.getMessage(), ExitCodes.BAD_INPUT);
    }
    if (failure instanceof NativeLibraryMissingException
        || failure instanceof WorkerFailedException) {
      return complain(failure, failed, failure.getMessage(), ExitCodes.ENVIRONMENT);
    }
    if (failure instanceof OutOfMemoryError) {
      String message =
          "the %d MB of memory that Java may use are not enough; make the network or the minibatch"
              + " smaller, or allow more with JAVA_TOOL_OPTIONS=-Xmx8g";
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      return complain(failure, failed, message.formatted(megabytes), ExitCodes.ENVIRONMENT);
    }
    String message =
        "this is a defect of gradparity (%s); run again with --debug and report what it shows"
            .formatted(failure);
    return complain(failure, failed, message, ExitCodes.DEFECT);
  }

  private int complain(Throwable failure, CommandLine failed, String message, int exitCode) {
    PrintWriter err = failed.getErr();
    if (debug) {
      failure.printStackTrace(err);
    }
    err.println("gradparity: " + UserText.oneLine(message));
    err.flush();
    return exitCode;
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
