package dev.gradparity.comparison.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Examples;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LabelKind;
import dev.gradparity.spec.LayerForm;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import dev.gradparity.spec.Schedule;
import dev.gradparity.spec.WeightInit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class NetworkGeneratorTest {

  private static final SweepSettings SETTINGS = new SweepSettings(1, 3000, List.of(DType.values()));

  private static List<NetworkGenerator.Drawn> first3000;

  @BeforeAll
  static void draw() {
    NetworkGenerator generator = SETTINGS.generator();
    first3000 = IntStream.rangeClosed(1, 3000).mapToObj(generator::network).toList();
  }

  private static void assertSame(SweepNetwork a, SweepNetwork b) {
    assertEquals(a.spec(), b.spec());
    assertEquals(a.steps(), b.steps());
    assertArrayEquals(a.batch().x(), b.batch().x());
    assertArrayEquals(a.batch().y(), b.batch().y());
    assertArrayEquals(a.batch().labelMask(), b.batch().labelMask());
    for (int l = 0; l < a.spec().depth(); l++) {
      assertArrayEquals(a.parameters().weights().get(l), b.parameters().weights().get(l));
      assertArrayEquals(a.parameters().biases().get(l), b.parameters().biases().get(l));
    }
  }

  @Test
  void aNetworkFollowsFromSeedAndNumberAlone() {
    NetworkGenerator other = new NetworkGenerator(1, List.of(DType.FLOAT64, DType.FLOAT32));

    for (int number : new int[] {2999, 3, 1000, 1}) {
      assertSame(first3000.get(number - 1).network(), other.network(number).network());
    }
  }

  @Test
  void anotherSeedGivesOtherNetworks() {
    NetworkGenerator other = new NetworkGenerator(2, SETTINGS.dtypes());

    for (int number = 1; number <= 20; number++) {
      assertNotEquals(
          first3000.get(number - 1).network().spec().withName(""),
          other.network(number).network().spec().withName(""));
    }
  }

  @Test
  void oneFormatAloneIsDrawnWhereOneIsAskedFor() {
    NetworkGenerator generator = new NetworkGenerator(1, List.of(DType.FLOAT32));

    for (int number = 1; number <= 50; number++) {
      assertEquals(DType.FLOAT32, generator.network(number).network().spec().dtype());
    }
  }

  @Test
  void extentsStayWithinTheirRanges() {
    for (NetworkGenerator.Drawn drawn : first3000) {
      NetworkSpec spec = drawn.network().spec();
      int batch = drawn.network().batch().count();

      assertTrue(
          spec.layers().stream().filter(layer -> layer.form() instanceof LayerForm.Dense).count()
              <= 6);
      assertTrue(batch >= 1 && batch <= 65);
      assertTrue(spec.layers().stream().allMatch(layer -> layer.units() <= 300));
      assertTrue(spec.inputSize() <= 300);
    }
  }

  @Test
  void layersThatAreNotDenseAreDrawn() {
    Set<String> met =
        first3000.stream()
            .flatMap(drawn -> Entry.Traits.of(drawn).layers().stream())
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "dense",
            "layernorm",
            "embedding",
            "activation",
            "dropout",
            "batchnorm",
            "prelu",
            "elementwise",
            "loss"),
        met);
  }

  @Test
  void firstWeightsOfEveryKindAreDrawnAndMostFollowFromTheFans() {
    Map<String, Long> networks =
        first3000.stream()
            .flatMap(drawn -> Entry.Traits.of(drawn).initialisers().stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertEquals(Set.copyOf(InitialiserDraw.names()), networks.keySet());
    for (WeightInit byFans : InitialiserDraw.BY_FANS) {
      assertTrue(networks.get(byFans.specName()) > networks.get("orthogonal distribution"));
    }
  }

  @Test
  void aFewNetworksHaveALabelMaskThatLeavesALabel() {
    Map<String, List<Examples>> batches =
        first3000.stream()
            .map(drawn -> drawn.network().batch())
            .collect(Collectors.groupingBy(LabelMaskDraw::name));

    assertEquals(Set.copyOf(LabelMaskDraw.NAMES), batches.keySet());
    assertTrue(batches.get("none").size() > 0.85 * first3000.size());
    for (String kind : List.of("examples", "outputs")) {
      for (Examples batch : batches.get(kind)) {
        assertTrue(Arrays.stream(batch.labelMask()).anyMatch(m -> m == 1));
        assertTrue(Arrays.stream(batch.labelMask()).allMatch(m -> m == 0 || m == 1));
      }
      assertTrue(
          batches.get(kind).stream()
              .anyMatch(batch -> Arrays.stream(batch.labelMask()).anyMatch(m -> m == 0)));
    }
  }

  @Test
  void pairsOfLabelsMeetEveryEdgeWithinTheFormat() {
    Set<Edge> met =
        first3000.stream()
            .filter(drawn -> drawn.network().spec().loss().kind() == LossKind.MULTI_LABEL)
            .map(NetworkGenerator.Drawn::edge)
            .collect(Collectors.toSet());

    assertEquals(EnumSet.complementOf(EnumSet.of(Edge.OVERFLOW)), met);
  }

  @Test
  void allNumbersAreFiniteAndOfTheNetworksFormat() {
    for (NetworkGenerator.Drawn drawn : first3000) {
      SweepNetwork network = drawn.network();
      DType dtype = network.spec().dtype();
      assertHeld(dtype, network.batch().x());
      assertHeld(dtype, network.batch().y());
      network.parameters().weights().forEach(w -> assertHeld(dtype, w));
      network.parameters().biases().forEach(b -> assertHeld(dtype, b));
    }
  }

  private static void assertHeld(DType dtype, double[] values) {
    for (double value : values) {
      assertTrue(Double.isFinite(value));
      assertEquals(dtype.round(value), value);
    }
  }

  @Test
  void labelsAreWhatTheLossReads() {
    for (NetworkGenerator.Drawn drawn : first3000) {
      Examples batch = drawn.network().batch();
      LabelKind labels = drawn.network().spec().loss().kind().labels();
      int outputs = batch.outputSize();
      assertTrue(Arrays.stream(batch.y()).allMatch(labels::holds));
      for (int i = 0; labels.isOfClasses() && i < batch.count(); i++) {
        assertEquals(1, Arrays.stream(batch.y(), i * outputs, (i + 1) * outputs).sum());
      }
    }
  }

  @Test
  void theFirst10000ReachEveryPairOfChoices() {
    NetworkGenerator generator = SETTINGS.generator();
    List<Entry> entries =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(
                number ->
                    new Entry(
                        number,
                        Entry.Traits.of(generator.network(number)),
                        new Outcome.Crashed("drawn")))
            .toList();

    assertEquals(List.of(), new Coverage(SETTINGS, entries).unreached());
  }

  @Test
  void everyHiddenActivationMeetsEveryOutputAndBothEveryScheduleWhateverTheSeed() {
    NetworkGenerator generator = new NetworkGenerator(7, SETTINGS.dtypes());
    Set<String> met = new HashSet<>();
    for (int number = 20; number <= 10_000; number += 20) {
      NetworkSpec spec = generator.network(number).network().spec();
      String hidden = spec.layer(1).activation().kind().specName();
      String output = spec.layer(spec.depth()).activation().kind().specName();
      String schedule = spec.updater().learningRate().specName();
      met.addAll(List.of(hidden + " " + output, hidden + " " + schedule, schedule + " " + output));
    }
    for (ActivationKind hidden : ActivationDraw.ALL) {
      for (ActivationKind output : ActivationDraw.OUTPUTS) {
        for (String schedule : Schedule.names()) {
          String a = hidden.specName();
          String b = output.specName();
          assertTrue(
              met.containsAll(List.of(a + " " + b, a + " " + schedule, schedule + " " + b)),
              () -> String.join(", ", a, schedule, b));
        }
      }
    }
  }

  @Test
  void widthsOfOneAndPrimesAreFrequent() {
    List<Integer> widths =
        first3000.stream()
            .flatMap(drawn -> drawn.network().spec().layers().stream())
            .map(layer -> layer.units())
            .toList();

    assertTrue(widths.stream().filter(w -> w == 1).count() > widths.size() / 10);
    assertTrue(widths.stream().filter(w -> w > 200).count() > widths.size() / 50);
    assertTrue(
        widths.stream().filter(w -> w > 50 && isPrime(w)).count()
            > widths.stream().filter(w -> w > 50).count() / 3);
  }

  private static boolean isPrime(int n) {
    return IntStream.range(2, n).noneMatch(d -> n % d == 0);
  }

  /** Within a few roundings of the terms, and not only where all terms are zero. */
  @Test
  void kinksAreMetWhereTheyAreMeant() {
    List<SweepNetwork> kinks =
        first3000.stream()
            .filter(drawn -> drawn.edge() == Edge.KINKS)
            .map(NetworkGenerator.Drawn::network)
            .toList();

    long met = kinks.stream().filter(NetworkGeneratorTest::meetsKink).count();

    assertTrue(met > 0.9 * kinks.size(), met + " of " + kinks.size());
  }

  private static boolean meetsKink(SweepNetwork network) {
    int d = network.spec().inputSize();
    int units = network.spec().fanOut(1);
    for (int row = 0; row < network.batch().count(); row++) {
      for (int j = 0; j < units; j++) {
        double sum = network.parameters().biases().get(0)[j];
        double magnitude = Math.abs(sum);
        for (int i = 0; i < d; i++) {
          double term =
              network.batch().x()[row * d + i]
                  * network.parameters().weights().get(0)[i * units + j];
          sum += term;
          magnitude += Math.abs(term);
        }
        if (magnitude > 0 && Math.abs(sum) <= magnitude * network.spec().dtype().unitRoundoff()) {
          return true;
        }
      }
    }
    return false;
  }
}
