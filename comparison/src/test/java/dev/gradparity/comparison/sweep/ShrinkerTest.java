package dev.gradparity.comparison.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Examples;
import dev.gradparity.comparison.Samples;
import dev.gradparity.comparison.Trial;
import dev.gradparity.comparison.Verdict;
import dev.gradparity.comparison.claims.Claim;
import dev.gradparity.comparison.claims.Claims;
import dev.gradparity.comparison.claims.ClaimsReader;
import dev.gradparity.comparison.input.SpecReader;
import dev.gradparity.comparison.sweep.FaultySubject.Fault;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.InvalidSpecException;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LayerSpec;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.ParameterKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class ShrinkerTest {

  private static final NetworkGenerator GENERATOR =
      new NetworkGenerator(1, List.of(DType.values()));

  private static final Map<Fault, Shrinker.Result> CORES = new EnumMap<>(Fault.class);

  @TempDir private Path folder;

  private static NetworkJudge judge(Fault fault) {
    return new NetworkJudge(new FaultySubject(fault), Samples.fromScratch());
  }

  /**
   * The first network of several layers, all with a bias to be wrong about, that shows the fault.
   */
  private static SweepNetwork failing(NetworkJudge judge) {
    return IntStream.range(1, 1000)
        .mapToObj(number -> GENERATOR.network(number).network())
        .filter(network -> network.spec().depth() >= 3 && network.batch().count() >= 5)
        .filter(
            network ->
                network.spec().layers().stream().allMatch(layer -> layer.settings().hasBias()))
        .filter(network -> judge.judge(network).fails())
        .findFirst()
        .orElseThrow();
  }

  private static Shrinker.Result shrunk(NetworkJudge judge) throws InterruptedException {
    return new Shrinker(judge::judge, 600).shrink(failing(judge));
  }

  /** The core of each fault, for all tests that look at it. */
  @BeforeAll
  static void shrink() throws InterruptedException {
    for (Fault fault : Fault.values()) {
      CORES.put(fault, shrunk(judge(fault)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFaultIsShrunkToItsCore(Fault fault) {
    Shrinker.Result result = CORES.get(fault);

    NetworkSpec spec = result.network().spec();
    assertEquals("MISMATCH", result.outcome().verdictName());
    assertTrue(spec.depth() <= 2, spec::toString);
    assertTrue(spec.layers().stream().mapToInt(LayerSpec::units).max().orElseThrow() <= 4);
    assertTrue(spec.inputSize() <= 4, spec::toString);
    assertTrue(result.network().batch().count() <= 2);
    assertEquals(fault == Fault.FROZEN_BIAS, result.network().steps() > 0);
  }

  @ParameterizedTest
  @EnumSource
  void numbersBecomeSmallIntegersWhereTheyCan(Fault fault) {
    SweepNetwork network = CORES.get(fault).network();

    List<Double> numbers = Arrays.stream(network.batch().x()).boxed().toList();

    assertTrue(numbers.stream().allMatch(v -> PlainNumber.rank(v) <= 2), numbers::toString);
  }

  @ParameterizedTest
  @EnumSource
  void theFilesOfWhatIsLeftReplayIt(Fault fault) throws IOException {
    NetworkJudge judge = judge(fault);
    SweepNetwork network = CORES.get(fault).network();
    NetworkFiles.write(folder, network, judge.left());

    NetworkSpec spec = SpecReader.readNetwork(folder.resolve(NetworkFiles.SPEC));
    Claims claims = ClaimsReader.read(folder.resolve(NetworkFiles.ARRAYS), spec);

    assertEquals(network.spec(), spec);
    boolean mismatch = false;
    for (Claim claim : claims.perCase()) {
      Trial trial = new Trial(Samples.fromScratch(), claim.subject(), claim.task());
      mismatch |= trial.judge().verdict() == Verdict.MISMATCH;
    }
    assertTrue(mismatch);
    SweepNetwork read = NetworkFiles.read(folder, network.steps());
    assertTrue(judge.judge(read).fails());
  }

  @Test
  void everyReductionLeavesArraysThatFit() {
    int embeddings = 0;
    for (int number = 1; number <= 300; number++) {
      SweepNetwork network = GENERATOR.network(number).network();
      embeddings += network.spec().layer(1).form() instanceof LayerForm.Embedding ? 1 : 0;
      for (UnaryOperator<SweepNetwork> way : Reductions.parts(network)) {
        requireFit(way, network);
      }
      SweepNetwork dense = Surgery.ofDenseLayers(network);
      for (UnaryOperator<SweepNetwork> way : Reductions.extents(dense)) {
        requireFit(way, dense);
      }
    }
    assertTrue(embeddings > 2, "embeddings among the networks: " + embeddings);
  }

  private static void requireFit(UnaryOperator<SweepNetwork> way, SweepNetwork from) {
    SweepNetwork network;
    try {
      network = way.apply(from);
    } catch (InvalidSpecException e) {
      return; // The shrinker goes on with the next way.
    }
    NetworkSpec spec = network.spec();
    for (int l = 1; l <= spec.depth(); l++) {
      for (ParameterKind kind : spec.layer(l).form().parameters()) {
        assertEquals(
            spec.shape(l, kind).size(), network.parameters().of(l, kind).length, spec::toString);
      }
    }
    assertEquals(network.batch().count() * spec.inputSize(), network.batch().x().length);
    assertEquals(network.batch().count() * spec.outputSize(), network.batch().y().length);
  }

  /** Every second label counts. */
  private static SweepNetwork masked(SweepNetwork network, int columns) {
    Examples batch = network.batch();
    double[] mask = new double[batch.count() * columns];
    Arrays.setAll(mask, k -> k % 2);
    return new SweepNetwork(
        network.spec(),
        network.parameters(),
        new Examples(batch.count(), batch.x(), batch.y(), mask),
        network.steps());
  }

  @Test
  void everyReductionKeepsTheMaskOfTheLabels() {
    for (int number = 1; number <= 60; number += 5) {
      SweepNetwork drawn = GENERATOR.network(number).network();
      requireMasked(Surgery::ofDenseLayers, masked(drawn, 1), 1);
      SweepNetwork dense = Surgery.ofDenseLayers(drawn);
      for (int columns : new int[] {1, dense.spec().outputSize()}) {
        SweepNetwork network = masked(dense, columns);
        Reductions.parts(network).forEach(way -> requireMasked(way, network, columns));
        Reductions.extents(network).forEach(way -> requireMasked(way, network, columns));
        Reductions.numbers(network).forEach(way -> requireMasked(way, network, columns));
      }
    }
  }

  @Test
  void aMaskThatNothingDependsOnIsLost() throws InterruptedException {
    SweepNetwork network = masked(GENERATOR.network(1).network(), 1);
    Outcome failing = new Outcome.Crashed("whatever it is");

    assertFalse(new Shrinker(n -> failing, 100).shrink(network).network().batch().isMasked());
  }

  private static void requireMasked(
      UnaryOperator<SweepNetwork> way, SweepNetwork from, int columns) {
    SweepNetwork network;
    try {
      network = way.apply(from);
    } catch (InvalidSpecException e) {
      return; // The shrinker goes on with the next way.
    }
    int expected = columns == 1 ? 1 : network.spec().outputSize();
    assertEquals(network.batch().count() * expected, network.batch().labelMask().length);
  }

  @Test
  void outputsTakeTheirMaskWithThem() {
    SweepNetwork dense =
        IntStream.range(1, 1000)
            .mapToObj(number -> Surgery.ofDenseLayers(GENERATOR.network(number).network()))
            .filter(network -> network.spec().outputSize() == 3)
            .findFirst()
            .orElseThrow();
    SweepNetwork network = masked(dense, 3);

    SweepNetwork smaller = Surgery.withoutUnits(network, network.spec().depth(), 0, 1);

    for (int i = 0; i < network.batch().count(); i++) {
      assertEquals(network.batch().counts(i, 1), smaller.batch().counts(i, 0));
      assertEquals(network.batch().counts(i, 2), smaller.batch().counts(i, 1));
    }
  }

  @Test
  void theFilesKeepTheMaskOfTheLabels() throws IOException {
    SweepNetwork network = masked(GENERATOR.network(1).network(), 1);
    NetworkFiles.write(folder, network);

    Examples read = NetworkFiles.read(folder, network.steps()).batch();

    assertArrayEquals(network.batch().labelMask(), read.labelMask());
  }

  @Test
  void theSameFailureIsShrunkToTheSameNetwork() throws InterruptedException {
    SweepNetwork once = CORES.get(Fault.WRONG_TANH).network();
    SweepNetwork again = shrunk(judge(Fault.WRONG_TANH)).network();

    assertEquals(once.spec(), again.spec());
    assertTrue(Arrays.equals(once.batch().x(), again.batch().x()));
  }

  @Test
  void whatDoesNotFailAgainIsLeftAsItIs() throws InterruptedException {
    SweepNetwork network = GENERATOR.network(2).network();
    NetworkJudge right = new NetworkJudge(Samples.fromScratch(), Samples.fromScratch());

    Shrinker.Result result = new Shrinker(right::judge, 600).shrink(network);

    assertFalse(result.outcome().fails());
    assertEquals(network, result.network());
  }

  @Test
  void theBudgetIsKept() throws InterruptedException {
    NetworkJudge judge = judge(Fault.WRONG_TANH);
    int[] judged = {0};

    new Shrinker(
            network -> {
              judged[0]++;
              return judge.judge(network);
            },
            10)
        .shrink(failing(judge));

    assertEquals(1 + 10, judged[0]);
  }
}
