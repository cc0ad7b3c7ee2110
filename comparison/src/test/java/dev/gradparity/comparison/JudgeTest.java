package dev.gradparity.comparison;

import static dev.gradparity.comparison.Samples.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

  private static Case task(String name) {
    NetworkSpec spec =
        Samples.network(DType.FLOAT64, 3, LossKind.L2, layer(2, ActivationKind.TANH));
    return Samples.gradient(spec.withName(name), 4);
  }

  private static Trial trial(String name) {
    return new Trial(Samples.fromScratch(), Samples.fromScratch(), task(name));
  }

  /** A subject that fails instead of computing. */
  private record Failing(Throwable failure) implements Subject {

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public Observation observe(Case task) {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void comparisonsKeepTheTrialsOrderOnAnyNumberOfThreads(int threads) {
    List<Trial> trials = IntStream.range(0, 20).mapToObj(i -> trial("n" + i)).toList();
    AtomicInteger judged = new AtomicInteger();

    List<Comparison> comparisons = new Judge(threads).judge(trials, judged::incrementAndGet);

    assertEquals(
        IntStream.range(0, 20).mapToObj(i -> "n" + i).toList(),
        comparisons.stream().map(Comparison::network).toList());
    assertEquals(20, judged.get());
  }

  @Test
  void nothingToJudgeIsNoComparison() {
    assertEquals(List.of(), new Judge(2).judge(List.of(), () -> {}));
  }

  @Test
  void whatASubjectThrowsArrivesAsItIs() {
    for (Throwable failure :
        List.of(new IllegalStateException("broken"), new OutOfMemoryError("full"))) {
      List<Trial> trials =
          List.of(
              trial("good"), new Trial(Samples.fromScratch(), new Failing(failure), task("bad")));

      assertSame(
          failure, assertThrows(failure.getClass(), () -> new Judge(2).judge(trials, () -> {})));
    }
  }
}
