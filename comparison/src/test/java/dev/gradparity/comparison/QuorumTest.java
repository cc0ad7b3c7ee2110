package dev.gradparity.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradparity.comparison.Dissent.Fault;
import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.DType;
import dev.gradparity.spec.LossKind;
import dev.gradparity.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuorumTest {

  private static final TensorName A1 = TensorName.of(Quantity.ACTIVATION, 1);
  private static final TensorName DW2 = TensorName.of(Quantity.D_WEIGHTS, 2);
  private static final TensorName W1_AT_2 = TensorName.of(Quantity.WEIGHTS, 1).atStep(2);

  private static List<Subject> all() {
    return List.of(
        Samples.fromScratch(), new Dl4jSubject(), new SameDiffSubject(), new RawNd4jSubject());
  }

  private static NetworkSpec network(DType dtype) {
    return Samples.network(
        dtype,
        3,
        LossKind.MCXENT,
        Samples.layer(4, ActivationKind.SIGMOID),
        Samples.layer(2, ActivationKind.SOFTMAX));
  }

  private static Case task(TensorName tensor) {
    NetworkSpec spec = network(DType.FLOAT64);
    return tensor.step() == 0 ? Samples.gradient(spec, 5) : Samples.training(spec, 5, 5, 3);
  }

  /** The last element is off by a thousandth. */
  private static double[] wrong(double[] values) {
    values[values.length - 1] += 1e-3;
    return values;
  }

  /** All four, the fault in those of these numbers. */
  private static List<Subject> planted(TensorName tensor, Integer... faulty) {
    List<Subject> subjects = new ArrayList<>(all());
    for (int k : faulty) {
      subjects.set(k, new Planted(subjects.get(k), tensor, QuorumTest::wrong));
    }
    return subjects;
  }

  private static Stream<Arguments> eachOfTheFourAndATensor() {
    return IntStream.range(0, all().size())
        .boxed()
        .flatMap(k -> Stream.of(A1, DW2, W1_AT_2).map(tensor -> Arguments.of(k, tensor)));
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void fourThatAgreeLeaveNobodyAlone(DType dtype) {
    for (Case task :
        List.of(Samples.gradient(network(dtype), 5), Samples.training(network(dtype), 5, 2, 4))) {
      QuorumResult result = new Quorum(all(), task).judge();

      assertEquals(6, result.comparisons().size());
      for (Comparison comparison : result.comparisons()) {
        assertEquals(
            Verdict.MATCH,
            comparison.verdict(),
            comparison.left() + " / " + comparison.right() + comparison.firstMismatch());
      }
      assertEquals(Optional.empty(), result.dissent());
    }
  }

  @ParameterizedTest
  @MethodSource("eachOfTheFourAndATensor")
  void whoHasAFaultStandsAloneAndIsWrong(int faulty, TensorName tensor) {
    QuorumResult result = new Quorum(planted(tensor, faulty), task(tensor)).judge();

    Dissent dissent = result.dissent().orElseThrow();
    String name = all().get(faulty).name();
    assertEquals(name, dissent.subject());
    assertEquals(
        all().stream().map(Subject::name).filter(other -> !other.equals(name)).toList(),
        dissent.others());
    assertEquals(tensor, dissent.tensor());
    assertEquals(Fault.ITSELF, dissent.fault());
    assertEquals(1e-3, dissent.value() - dissent.otherValue(), 1e-9);
    assertTrue(
        dissent
            .sentence()
            .startsWith("%s stands alone in %s%s: ".formatted(name, tensor, dissent.place())));
  }

  /** Of every comparison with the odd one out, replay and arbiter name the same side. */
  @Test
  void theStatementsAboutEachPairSayTheSame() {
    QuorumResult result = new Quorum(planted(DW2, 2), task(DW2)).judge();

    assertEquals("samediff", result.dissent().orElseThrow().subject());
    for (Comparison comparison : result.comparisons()) {
      comparison
          .explanation()
          .ifPresent(
              why -> {
                Side samediff = comparison.left().equals("samediff") ? Side.LEFT : Side.RIGHT;
                assertEquals(samediff, why.wrong());
                assertEquals(samediff, why.arbitration().orElseThrow().wrong());
              });
    }
  }

  @Test
  void whoStandsAloneAgainstAFaultThatTheOthersShareIsRight() {
    Dissent dissent = new Quorum(planted(DW2, 1, 2, 3), task(DW2)).judge().dissent().orElseThrow();

    assertEquals("from-scratch", dissent.subject());
    assertEquals(DW2, dissent.tensor());
    assertEquals(Fault.OTHERS, dissent.fault());
    assertTrue(dissent.sentence().endsWith("share a fault, and from-scratch is right"));
  }

  @Test
  void twoAgainstTwoLeaveNobodyAlone() {
    assertEquals(Optional.empty(), new Quorum(planted(DW2, 1, 3), task(DW2)).judge().dissent());
  }

  @Test
  void ofTwoNobodyStandsAlone() {
    List<Subject> two = planted(DW2, 1).subList(0, 2);

    QuorumResult result = new Quorum(two, task(DW2)).judge();
    assertEquals(Verdict.MISMATCH, result.comparisons().get(0).verdict());
    assertEquals(Optional.empty(), result.dissent());
  }

  @Test
  void eachComputesTheCaseOnce() {
    AtomicInteger count = new AtomicInteger();
    List<Subject> counted = new ArrayList<>(all());
    counted.set(
        0,
        new Planted(
            Samples.fromScratch(),
            DW2,
            values -> {
              count.incrementAndGet();
              return values;
            }));

    new Quorum(counted, task(DW2)).judge();
    assertEquals(1, count.get());
  }

  @Test
  void whoCannotComputeACaseIsAbsentAndTheOthersAreCompared() {
    List<Subject> subjects = new ArrayList<>(all());
    subjects.set(2, new Unable());

    QuorumResult result = new Quorum(subjects, task(DW2)).judge();
    assertEquals(3, result.comparisons().size());
    assertEquals(
        List.of(
            new Absence(
                "sample gradient, batch 5", DType.FLOAT64, "unable", "there is no such thing")),
        result.absences());
  }

  private record Unable() implements Subject {

    @Override
    public String name() {
      return "unable";
    }

    @Override
    public Observation observe(Case task) {
      throw new CannotComputeException("there is no such thing", null);
    }
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> new Quorum(List.of(new Dl4jSubject(), new Dl4jSubject()), task(DW2)))
            .getMessage()
            .contains("[dl4j, dl4j]"));
  }
}
