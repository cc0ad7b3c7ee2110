package dev.gradparity.porting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes docs/porting.md. */
final class PortingPage {

  private PortingPage() {}

  static List<Trap> traps() {
    List<Trap> traps = new ArrayList<>();
    traps.addAll(GradientTraps.all());
    traps.addAll(OrderTraps.all());
    traps.addAll(LossTraps.all());
    traps.addAll(PresetTraps.all());
    traps.addAll(PenaltyTraps.all());
    traps.addAll(UpdaterTraps.all());
    return traps;
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

        Is a number of yours wrong? [Find your symptom](#find-your-symptom).

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

        | what you see | what it is |
        |---|---|
        """);
    for (Trap trap : traps()) {
      page.append(
          "| %s | [%s](#%s) |\n"
              .formatted(trap.about().symptom(), trap.about().title(), anchor(trap)));
    }
    page.append("\n## Side by side\n\nThe same in from-scratch, Deeplearning4j and ND4J.\n");
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
