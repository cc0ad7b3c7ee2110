package dev.gradparity.cli;

import dev.gradparity.comparison.Comparison;
import dev.gradparity.comparison.TensorJudgement;
import dev.gradparity.comparison.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What two references that judged the same claims say together of those that are wrong. */
final class Opinions {

  private static final int SHOWN_NAMES = 6;

  private Opinions() {}

  /**
   * A sentence for each case on which two references agree against a claim, or disagree about one.
   */
  static List<String> of(List<Comparison> comparisons) {
    Map<String, List<Comparison>> byTask = new LinkedHashMap<>();
    for (Comparison comparison : comparisons) {
      byTask.computeIfAbsent(comparison.task(), task -> new ArrayList<>()).add(comparison);
    }
    List<String> sentences = new ArrayList<>();
    for (List<Comparison> opinions : byTask.values()) {
      if (opinions.size() == 2) {
        add(opinions.get(0), opinions.get(1), sentences);
      }
    }
    return sentences;
  }

  private static void add(Comparison first, Comparison second, List<String> sentences) {
    Map<String, Verdict> other = verdicts(second);
    Map<String, Verdict> both = verdicts(first);
    both.keySet().retainAll(other.keySet());
    List<String> wrong = new ArrayList<>();
    List<String> disputed = new ArrayList<>();
    both.forEach(
        (name, verdict) -> {
          boolean wrongToFirst = verdict == Verdict.MISMATCH;
          boolean wrongToSecond = other.get(name) == Verdict.MISMATCH;
          if (wrongToFirst && wrongToSecond) {
            wrong.add(name);
          } else if (wrongToFirst || wrongToSecond) {
            disputed.add(name);
          }
        });
    if (!wrong.isEmpty()) {
      sentences.add(
          "%s: both %s and %s contradict %s of %s."
              .formatted(first.task(), first.left(), second.left(), names(wrong), first.right()));
    }
    if (!disputed.isEmpty()) {
      sentences.add(
          "%s: %s and %s are not of one mind about %s; compare them with each other first."
              .formatted(first.task(), first.left(), second.left(), names(disputed)));
    }
  }

  private static Map<String, Verdict> verdicts(Comparison comparison) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (TensorJudgement tensor : comparison.tensors()) {
      verdicts.put(tensor.name().toString(), tensor.verdict());
    }
    return verdicts;
  }

  private static String names(Collection<String> names) {
    String shown = names.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN_NAMES;
    return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
  }
}
