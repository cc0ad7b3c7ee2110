package dev.gradparity.cli;

import dev.gradparity.kernel.Kernels;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: says what is really loaded. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Shows the JDK, the kernels, and the native libraries that are really loaded.")
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Environment environment =
        Environment.load(Kernels.fastest(Runtime.getRuntime().availableProcessors()));
    environment.asMap().forEach((name, value) -> out.printf("%-22s%s%n", name, value));
    out.flush();
    return ExitCodes.MATCH;
  }
}
