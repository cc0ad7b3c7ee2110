package dev.gradparity.cli;

import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.mutants.MutantVerdict;
import dev.gradparity.comparison.mutants.Score;
import dev.gradparity.comparison.mutants.Tribunal;
import dev.gradparity.kernel.Kernels;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mutants}: puts the judge on trial. */
@Command(
    name = "mutants",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the judge on trial: seeds faults into a correct network, one at a time, and shows which"
          + " of them the judge finds against from-scratch, in which tensor, and on how small a"
          + " case.",
      "Ends with 0 if at least 95 %% are found, each in the tensor that it changes first, and the"
          + " network without a fault matches on every case; otherwise with 1."
    })
final class MutantsCommand implements Callable<Integer> {

  private static final String ROW = "%-24s%-9s%-9s%9s  %-52s%-30s%s%n";

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    Tribunal tribunal = new Tribunal(new FromScratchSubject(Kernels.scalar()));
    long start = System.nanoTime();
    Score score;
    try (Progress progress = Progress.onTerminal("mutants", Tribunal.faults())) {
      score = tribunal.judge(progress::step);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    PrintWriter out = command.commandLine().getOut();
    out.printf(ROW, "mutant", "verdict", "tensor", "ratio", "case", "smallest case", "fault");
    score.mutants().forEach(mutant -> print(out, mutant));
    out.println();
    score.falseAlarms().forEach(name -> out.println("false alarm without a fault: " + name));
    out.printf(
        "%d of %d faults killed, %d in the tensor that they change first, %d on a case of at most 2"
            + " layers, 4 units and batch 2; %d false alarms on %d cases; %.1f s%n",
        score.killed(),
        score.mutants().size(),
        score.localised(),
        score.small(),
        score.falseAlarms().size(),
        score.cases(),
        seconds);
    out.printf(
        "on single cases: %,d times a fault changed a number, %,d times it was found, %,d times in the"
            + " first tensor changed%n",
        sum(score, MutantVerdict::shows),
        sum(score, MutantVerdict::kills),
        sum(score, MutantVerdict::pointed));
    out.flush();
    return score.passes() ? ExitCodes.MATCH : ExitCodes.MISMATCH;
  }

  private static int sum(Score score, ToIntFunction<MutantVerdict> count) {
    return score.mutants().stream().mapToInt(count).sum();
  }

  private static void print(PrintWriter out, MutantVerdict mutant) {
    if (!mutant.isKilled()) {
      out.printf(ROW, mutant.id(), "SURVIVED", "-", "-", "-", "-", mutant.fault());
      return;
    }
    MutantVerdict.Caught caught = mutant.caught();
    out.printf(
        ROW,
        mutant.id(),
        caught.isTrueFirst() ? "killed" : "astray",
        caught.tensor().name(),
        "%.1e".formatted(caught.tensor().ratio()),
        caught.caseName(),
        caught.smallest(),
        mutant.fault());
  }
}
