package dev.gradparity.cli;

import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.RawNd4jSubject;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.SameDiffSubject;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.arbiter.ArbiterSubject;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.comparison.report.TerminalReport;
import dev.gradparity.comparison.surface.Surface;
import dev.gradparity.comparison.surface.SurfaceCell;
import dev.gradparity.comparison.surface.SurfacePage;
import dev.gradparity.comparison.surface.SurfaceResult;
import dev.gradparity.comparison.surface.SurfaceRow;
import dev.gradparity.kernel.Kernels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code compare --surface}: every entry of every registry, for all subjects.
 *
 * @param page the page to write, too; null for none
 */
record SurfaceRun(Path page) {

  int call(CommandSpec command, Reporting reporting, Kernels kernels) {
    if (page != null) {
      MarkdownPage.requireWritable(page);
    }
    ReportFolder report = reporting.open();
    Environment environment = Environment.load(kernels);
    Surface surface =
        new Surface(
            new ArbiterSubject(),
            new FromScratchSubject(kernels),
            List.of(new Dl4jSubject(), new SameDiffSubject(), new RawNd4jSubject()));
    long start = System.nanoTime();
    SurfaceResult result;
    try (Progress progress = Progress.onTerminal("judging the surface", surface.size())) {
      result = surface.judge(progress::step);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Run run = new Run(environment.asMap(), result.comparisons());
    report.write(run);
    if (page != null) {
      MarkdownPage.write(page, SurfacePage.of(result));
    }
    print(command.commandLine().getOut(), result, run, seconds);
    return result.hasMismatch() ? ExitCodes.MISMATCH : Reporting.exitCode(run);
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
