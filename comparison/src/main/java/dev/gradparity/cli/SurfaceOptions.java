package dev.gradparity.cli;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.RawNd4jSubject;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.SameDiffSubject;
import dev.gradparity.comparison.UserText;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.WholeFile;
import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.comparison.report.TerminalReport;
import dev.gradparity.comparison.surface.Surface;
import dev.gradparity.comparison.surface.SurfaceCell;
import dev.gradparity.comparison.surface.SurfacePage;
import dev.gradparity.comparison.surface.SurfaceResult;
import dev.gradparity.comparison.surface.SurfaceRow;
import dev.gradparity.kernel.Kernels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code compare --surface}: every entry of every registry, for all subjects. */
final class SurfaceOptions {

  @Option(
      names = "--surface",
      required = true,
      description = {
        "Judge every activation, loss, updater, schedule and the rest on small networks: from-scratch"
            + " against the arbiter, dl4j, samediff and nd4j against from-scratch."
      })
  @SuppressWarnings("UnusedVariable") // its presence is the choice, which picocli makes
  private boolean isAsked;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Write the table as a page in Markdown, too.")
  private Path page;

  int call(CommandSpec command, Reporting reporting, Kernels kernels) {
    ReportFolder report = reporting.open();
    Environment environment = Environment.load(kernels);
    Surface surface =
        new Surface(
            new ArbiterSubject(),
            new FromScratchSubject(kernels),
            List.of(new Dl4jSubject(), new SameDiffSubject(), new RawNd4jSubject()));
    long start = System.nanoTime();
    SurfaceResult result;
    try (Progress progress = Progress.onTerminal("judging the surface", Surface.size())) {
      result = surface.judge(progress::step);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Run run = new Run(environment.asMap(), result.comparisons());
    report.write(run);
    if (page != null) {
      writePage(result);
    }
    print(command.commandLine().getOut(), result, run, seconds);
    return Reporting.exitCode(run);
  }

  private void writePage(SurfaceResult result) {
    byte[] text = SurfacePage.of(result).getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(page, out -> out.write(text));
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be written; give a file in a writable folder with --page (%s)"
              .formatted(page, UserText.reason(e)),
          e);
    }
  }

  private static void print(PrintWriter out, SurfaceResult result, Run run, double seconds) {
    List<String> subjects = List.copyOf(result.rows().get(0).cells().keySet());
    out.printf("%-14s %-32s %-8s", "", "", "");
    subjects.forEach(subject -> out.printf(" %-16s", subject));
    out.println();
    for (SurfaceRow row : result.rows()) {
      out.printf("%-14s %-32s %-8s", row.kind(), row.name(), row.dtype().specName());
      row.cells().values().forEach(cell -> out.printf(" %-16s", text(cell)));
      out.println();
    }
    TerminalReport terminal = new TerminalReport(Ansi.AUTO);
    out.println();
    out.print(terminal.problems(run));
    for (String subject : subjects) {
      out.printf(
          "%-14s %d of %d verified%n", subject, result.verified(subject), result.rows().size());
    }
    for (Comparison comparison : run.comparisons()) {
      if (comparison.verdict() == Verdict.VACUOUS) {
        out.printf("VACUOUS  %s, %s%n", comparison.caseName(), comparison.dtype().specName());
      }
    }
    out.println(terminal.summary(run));
    out.printf(Locale.ROOT, "%.1f s%n", seconds);
    out.flush();
  }

  private static String text(SurfaceCell cell) {
    return cell.verdict()
        .map(
            verdict ->
                verdict == Verdict.MATCH
                    ? String.format(Locale.ROOT, "%s %.3f", verdict, cell.ratio())
                    : verdict.name())
        .orElse("-");
  }
}
