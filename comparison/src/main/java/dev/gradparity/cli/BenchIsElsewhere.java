package dev.gradparity.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands for {@code bench} in the list of commands where its module is not on the class path. */
@Command(
    name = BenchIsElsewhere.NAME,
    description = "Times the contenders against each other, each judged before it is timed.")
final class BenchIsElsewhere implements Callable<Integer> {

  static final String NAME = "bench";

  @Spec private CommandSpec command;

  @SuppressWarnings("UnusedVariable") // whatever they are, the answer is the same
  @Unmatched
  private List<String> arguments;

  @Override
  public Integer call() {
    command
        .commandLine()
        .getErr()
        .println(
            "gradparity: bench is in the module benchmarks, which is not on the class path; start it"
                + " with ./gradparity bench");
    return ExitCodes.ENVIRONMENT;
  }
}
