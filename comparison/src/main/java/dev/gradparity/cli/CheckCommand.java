package dev.gradparity.cli;

import dev.gradparity.comparison.CannotComputeException;
import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.InvalidInputException;
import dev.gradparity.comparison.ObservedTensor;
import dev.gradparity.comparison.Run;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.TensorName;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.claims.Claim;
import dev.gradparity.comparison.claims.Claims;
import dev.gradparity.comparison.claims.ClaimsReader;
import dev.gradparity.comparison.data.DataSpec;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.comparison.report.ReportFolder;
import dev.gradparity.kernel.Kernels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: judges what others computed. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges arrays that were computed elsewhere, in NumPy, PyTorch, C or anything else, against"
          + " the network of a spec.",
      "The archive gives the minibatch x and y, the parameters W1, b1, W2, b2, ..., and what is"
          + " claimed of them: any of loss, z1, a1, dz1, da1, dW1, db1, ..., dx, and after step t"
          + " W1@t, b1@t, ..., loss@t. Weights are (fan-in, fan-out), examples are rows. All that is"
          + " claimed is judged."
    },
    footerHeading = "%nExample, in NumPy and then in a shell:%n",
    footer = {
      "  given = dict(x=x, y=y, W1=W1, b1=b1, W2=W2, b2=b2)",
      "  claims = dict(loss=loss, dW1=dW1, db1=db1, dW2=dW2, db2=db2)",
      "  numpy.savez('mine.npz', **given, **claims)",
      "",
      "  ./gradparity check --spec iris.json --arrays mine.npz",
      "",
      "docs/check.md has the names and shapes, and those that PyTorch has for them."
    })
final class CheckCommand implements Callable<Integer> {

  private static final Kernels KERNELS = Kernels.scalar();

  @Spec private CommandSpec command;

  @Option(
      names = "--spec",
      paramLabel = "FILE",
      required = true,
      description = "The network in JSON, as for compare; it needs no data.")
  private Path spec;

  @Option(
      names = "--arrays",
      paramLabel = "FILE.npz",
      required = true,
      description = "The arrays, as numpy.savez or numpy.savez_compressed writes them.")
  private Path arrays;

  @Option(
      names = "--against",
      paramLabel = "WHO",
      converter = Reference.Converter.class,
      description = "from-scratch, dl4j or both. Default: ${DEFAULT-VALUE}.")
  private Reference against = Reference.BOTH;

  @Mixin private Reporting reporting;

  @Override
  public Integer call() {
    Claims claims = ClaimsReader.read(arrays, SpecReader.readNetwork(spec));
    boolean isMaskMissing = isMaskMissing(claims);
    ReportFolder report = reporting.open();
    claims.hints().forEach(this::hint);
    if (isMaskMissing) {
      hint(
          "%s: data.labelMask: %s has no array labelMask, and all labels count; give it, or leave"
                  .formatted(spec, arrays)
              + " the mask out of the spec");
    }
    Environment environment =
        against.includesDl4j() ? Environment.load(KERNELS) : Environment.withoutDl4j(KERNELS);
    long start = System.nanoTime();
    List<String> again =
        List.of("./gradparity", "check", "--spec", spec.toString(), "--arrays", arrays.toString());
    Run run = new Run(environment.asMap(), comparisons(claims), comparison -> again);
    double seconds = (System.nanoTime() - start) / 1e9;
    requireAllJudged(claims, run);
    report.write(run);
    reporting.print(
        command.commandLine().getOut(),
        run,
        true,
        Opinions.of(run.comparisons()),
        seconds,
        environment);
    return Reporting.exitCode(run);
  }

  private boolean isMaskMissing(Claims claims) {
    boolean isMasked = claims.perCase().stream().anyMatch(claim -> claim.task().data().isMasked());
    return !isMasked && SpecReader.readLabelMask(spec) != DataSpec.LabelMask.NONE;
  }

  private void hint(String hint) {
    command.commandLine().getErr().println("gradparity: " + hint);
    command.commandLine().getErr().flush();
  }

  /** A reference that observes nothing of what is claimed is no second opinion. */
  private List<Comparison> comparisons(Claims claims) {
    List<Trial> trials = new ArrayList<>();
    for (Claim claim : claims.perCase()) {
      for (Subject reference : against.subjects(KERNELS)) {
        trials.add(new Trial(reference, claim.subject(), claim.task()));
      }
    }
    try {
      return Reporting.judge(trials).stream()
          .filter(comparison -> !comparison.tensors().isEmpty())
          .toList();
    } catch (CannotComputeException e) {
      throw new InvalidInputException(
          "%s: %s; --against from-scratch does without it".formatted(spec, e.getMessage()), e);
    }
  }

  private void requireAllJudged(Claims claims, Run run) {
    Set<TensorName> claimed = new LinkedHashSet<>();
    for (Claim claim : claims.perCase()) {
      claim.tensors().tensors().stream().map(ObservedTensor::name).forEach(claimed::add);
    }
    for (Comparison comparison : run.comparisons()) {
      comparison.tensors().stream().map(TensorJudgement::name).forEach(claimed::remove);
    }
    if (!claimed.isEmpty()) {
      throw new InvalidInputException(
          "%s: %s: %s does not show this tensor; leave the claim out, or use --against both"
              .formatted(arrays, claimed.iterator().next(), against));
    }
  }
}
