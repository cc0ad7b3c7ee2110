package dev.gradparity.cli;

import dev.gradparity.comparison.deviation.Deviations;
import dev.gradparity.comparison.deviation.DeviationsPage;
import dev.gradparity.comparison.deviation.Finding;
import dev.gradparity.comparison.deviation.Status;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deviations}: where Deeplearning4j differs from mathematics, and whether it still does. */
@Command(
    name = "deviations",
    mixinStandardHelpOptions = true,
    description = {
      "Asks Deeplearning4j for every registered deviation from mathematics, and shows its value"
          + " beside the true one.",
      "Exit code 1 when one has changed or vanished."
    })
final class DeviationsCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Write the register as a page in Markdown, and ask nothing.")
  private Path page;

  @Override
  public Integer call() {
    if (page == null) {
      return examine();
    }
    MarkdownPage.write(page, DeviationsPage.markdown());
    return ExitCodes.MATCH;
  }

  private int examine() {
    List<Finding> findings = Deviations.examine();
    PrintWriter out = command.commandLine().getOut();
    out.printf("%-30s %-24s %-32s %s%n", "deviation", "Deeplearning4j", "true value", "status");
    for (Finding finding : findings) {
      out.printf(
          "%-30s %-24s %-32s %s%n",
          finding.deviation().id(),
          finding.value(),
          DeviationsPage.shown(finding.truth()),
          coloured(finding.status()));
    }
    long holding = findings.stream().filter(f -> f.status() == Status.HOLDS).count();
    out.printf("%n%d of %d deviations hold as registered%n", holding, findings.size());
    for (Finding finding : findings) {
      if (finding.status() != Status.HOLDS) {
        out.printf(
            "%s  %s: %s, expected: %s%n",
            coloured(finding.status()),
            finding.deviation().id(),
            finding.deviation().title(),
            finding.deviation().size().text());
      }
    }
    out.flush();
    return holding == findings.size() ? ExitCodes.MATCH : ExitCodes.MISMATCH;
  }

  private static String coloured(Status status) {
    String colour = status == Status.HOLDS ? "green" : "red,bold";
    return Ansi.AUTO.string("@|" + colour + " " + status + "|@");
  }
}
