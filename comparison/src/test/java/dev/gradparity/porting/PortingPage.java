package dev.gradparity.porting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes docs/porting.md. */
final class PortingPage {

  private PortingPage() {}

  /**
   * Traps of one kind.
   *
   * @param title of their table of symptoms
   * @param traps in the order of the page
   */
  private record Family(String title, List<Trap> traps) {}

  private static List<Family> families() {
    return List.of(
        new Family("What is read out of a network", GradientTraps.all()),
        new Family("Arrays: order, axes, operations", OrderTraps.all()),
        new Family("The loss", LossTraps.all()),
        new Family("Sequences", SequenceTraps.all()),
        new Family("What is preset", PresetTraps.all()),
        new Family("Batch normalisation and rectifiers", LayerTraps.all()),
        new Family("Penalties and clipping", PenaltyTraps.all()),
        new Family("Training steps", UpdaterTraps.all()));
  }

  static List<Trap> traps() {
    return families().stream().flatMap(family -> family.traps().stream()).toList();
  }

  static List<Equivalent> equivalents() {
    List<Equivalent> rows = new ArrayList<>(PassEquivalents.all());
    rows.addAll(StepEquivalents.all());
    return rows;
  }

  static String write() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # From hand-written code to Deeplearning4j

        Is a number of yours wrong? [Find your symptom](#find-your-symptom). Is it not there?
        [Find the first number that differs](#find-the-first-number-that-differs).

        Every snippet of this page is compiled and run by the tests, and what the judge is said to
        say it has said: the page is made of the tests' sources. In the snippets, `net` is a
        `MultiLayerNetwork` with the layers 5-4-3, `x` (8, 5) and `y` (8, 3) are one minibatch.

        Five differences explain most of the rest:

        1. A gradient that you read is the **sum** over the minibatch, without penalties; the updater
           divides by the number of examples, adds L2 and then steps.
        2. W is (nIn, nOut), and all parameters are one vector in **column-major** order.
        3. What the network hands out are **live views**: copy with `dup()`.
        4. Unless told otherwise a network is **float32**, a dense layer **sigmoid**, an output layer
           **softmax**.
        5. Losses differ by the number of outputs and by a half, and cross entropies **clip**.

        Your own arrays can be judged like those here: from Java with the
        [test kit](../README.md#a-test-for-your-own-network), from any language with
        [check](check.md).

        ## Find your symptom

        32 is the number of examples in the minibatch here, and 3 that of the outputs: put yours in. Where
        no row fits, or more than one does, hand your arrays to [check](check.md), which names the convention.
        """);
    for (Family family : families()) {
      page.append(
          "\n### %s\n\n| what you see | what it is |\n|---|---|\n".formatted(family.title()));
      for (Trap trap : family.traps()) {
        page.append(
            "| %s | [%s](#%s) |\n"
                .formatted(trap.about().symptom(), trap.about().title(), anchor(trap)));
      }
    }
    page.append(
        """

        ## Find the first number that differs

        What is computed from a wrong number is wrong as well: only the first difference is worth a look.

        1. Copy the parameters, by `setParam`. A seed gives other numbers in every library.
        2. Compute in float64 on both sides. Rounding then explains differences of about 1e-15, relative to what is
           summed, and in float32 of 1e-7, which hides small mistakes.
        3. Leave out dropout, penalties and clipping, and take one example, then two different ones. What is right for one
           and wrong for two is a mean, a sum, an order or an axis.
        4. Compare in the order of computing: activations, the loss, gradients from the last layer back, then the
           parameters after one step, and after two. What is right after one step and wrong after two is an updater's
           memory or its count of steps.
        5. Switch on again what was left out, one by one.

        [check](check.md) does 4 by itself: it names the first tensor that does not follow from what it was computed from.

        ## Side by side

        The same in from-scratch, Deeplearning4j and ND4J.
        """);
    for (Equivalent row : equivalents()) {
      page.append("\n### ").append(row.title()).append("\n");
      page.append("\nfrom-scratch:\n").append(code(Snippets.of(row.getClass(), "from-scratch")));
      page.append("\nDeeplearning4j:\n").append(code(Snippets.of(row.getClass(), "dl4j")));
      page.append("\nND4J:\n").append(code(Snippets.of(row.getClass(), "nd4j")));
    }
    page.append("\n## Traps\n");
    for (Trap trap : traps()) {
      page.append("\n### %s\n\n*%s*\n\n".formatted(trap.about().title(), trap.about().symptom()));
      page.append(trap.about().why()).append("\n\nWrong:\n");
      page.append(code(Snippets.of(trap.getClass(), "wrong")));
      page.append("\n```\n").append(Finding.of(trap).text().strip()).append("\n```\n\nRight:\n");
      page.append(code(Snippets.of(trap.getClass(), "right")));
    }
    return page.toString();
  }

  private static String code(String snippet) {
    return "\n```java\n" + snippet + "\n```\n";
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(Trap trap) {
    return trap.about()
        .title()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }
}
