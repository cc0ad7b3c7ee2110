package dev.gradparity.cli;

import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.dl4j.NativeLibraryMissingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

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
    subcommands = {CompareCommand.class, DoctorCommand.class})
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
    System.exit(run(args));
  }

  /** Runs the command line and returns its exit code. */
  static int run(String... args) {
    Main main = new Main();
    CommandLine commandLine = new CommandLine(main);
    commandLine.setExecutionExceptionHandler(
        (exception, failed, parsed) -> main.explain(exception, failed));
    return commandLine.execute(withDefaultCommand(args));
  }

  /** Options alone belong to compare, but for those that ask about the program as a whole. */
  private static String[] withDefaultCommand(String[] args) {
    List<String> wholeProgram = List.of("-h", "--help", "-V", "--version");
    boolean names = args.length > 0 && (!args[0].startsWith("-") || wholeProgram.contains(args[0]));
    if (names) {
      return args;
    }
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(Arrays.asList(args));
    return all.toArray(String[]::new);
  }

  private int explain(Exception exception, CommandLine failed) {
    if (debug) {
      exception.printStackTrace(failed.getErr());
    }
    String message;
    int code;
    if (exception instanceof InvalidInputException) {
      message = exception.getMessage();
      code = ExitCodes.BAD_INPUT;
    } else if (exception instanceof NativeLibraryMissingException) {
      message = exception.getMessage();
      code = ExitCodes.ENVIRONMENT;
    } else {
      message =
          "this is a defect of gradparity (%s); run again with --debug and report what it shows"
              .formatted(exception);
      code = ExitCodes.DEFECT;
    }
    failed.getErr().println("gradparity: " + message);
    failed.getErr().flush();
    return code;
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
