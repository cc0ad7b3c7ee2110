package dev.gradparity.comparison.deviation;

import dev.gradparity.comparison.arbiter.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The register as a page for people: what was registered, not what this machine shows. */
public final class DeviationsPage {

  private static final MathContext SHOWN = new MathContext(25, RoundingMode.HALF_EVEN);

  private DeviationsPage() {}

  /** The page in Markdown. */
  public static String markdown() {
    Decimals digits = Deviations.digits();
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Deviations of Deeplearning4j 1.0.0-M2.1

        Where the library differs from mathematics by more than rounding. Each entry has the definition it differs from, a
        smallest reproducer, the true value to 25 digits, computed from the definition in decimal arithmetic of 60 digits, and the
        expected size of the difference. A test runs every reproducer: it fails on the day that one of them changes or vanishes.

        This page is generated from the register in `dev.gradparity.comparison.deviation`. `./gradparity deviations` asks the
        library again and shows its values; `./gradparity deviations --page docs/deviations.md` writes the page.

        | id | setting | what is wrong |
        |---|---|---|
        """);
    for (Deviation d : Deviations.all()) {
      page.append(
          "| [%s](#%s) | %s | %s |%n"
              .formatted(d.id(), d.id(), cell(d.setting()), cell(d.title())));
    }
    for (Deviation d : Deviations.all()) {
      page.append(
          """

          ## %s

          %s.

          | | |
          |---|---|
          | setting | %s |
          | definition | %s |
          | instead | %s |
          | where | %s |
          | reproducer | %s, %s |
          | true value | %s |
          | expected size | %s |
          """
              .formatted(
                  d.id(),
                  d.title(),
                  cell(d.setting()),
                  cell(d.definition()),
                  cell(d.instead()),
                  cell(d.place()),
                  cell(d.expression()),
                  d.dtype().specName(),
                  shown(d.truth().apply(digits)),
                  d.size().text()));
    }
    return page.toString().replace(System.lineSeparator(), "\n");
  }

  /** The true value to as many digits as the page shows. */
  public static String shown(BigDecimal truth) {
    return truth == null ? "NaN" : truth.round(SHOWN).stripTrailingZeros().toString();
  }

  /** Bars separate a table's cells, and stars and underscores mean something in Markdown. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_");
  }
}
