package dev.gradparity.comparison;

import dev.gradparity.comparison.numerics.CaseBounds;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Puts a case to two subjects and their observations to the comparator. */
public final class Judge implements AutoCloseable {

  private final Subject left;
  private final Subject right;

  /** The left subject and the bounds need no native library: they run beside the right subject. */
  private final ExecutorService beside =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "left-subject");
            thread.setDaemon(true);
            return thread;
          });

  /** A judge of these two. */
  public Judge(Subject left, Subject right) {
    this.left = left;
    this.right = right;
  }

  /** The comparison of the two subjects on this case. */
  public Comparison judge(Case task) {
    Answers answers = ask(task);
    return Comparator.compare(task, answers.left(), answers.right(), answers.bounds());
  }

  /** The comparisons of a third observation with each subject, and of the two subjects. */
  public List<Comparison> judgeWith(Observation third, Case task) {
    Answers answers = ask(task);
    return List.of(
        Comparator.compare(task, third, answers.left(), answers.bounds()),
        Comparator.compare(task, third, answers.right(), answers.bounds()),
        Comparator.compare(task, answers.left(), answers.right(), answers.bounds()));
  }

  private Answers ask(Case task) {
    CompletableFuture<Prepared> prepared =
        CompletableFuture.supplyAsync(
            () -> new Prepared(left.observe(task), CaseBounds.of(task)), beside);
    Observation rightObservation = right.observe(task);
    Prepared leftSide = join(prepared);
    return new Answers(leftSide.observation(), rightObservation, leftSide.bounds());
  }

  private static Prepared join(CompletableFuture<Prepared> prepared) {
    try {
      return prepared.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    beside.shutdownNow();
  }

  private record Answers(Observation left, Observation right, Bounds bounds) {}

  private record Prepared(Observation observation, Bounds bounds) {}
}
