package dev.gradparity.comparison.html;

import dev.gradparity.comparison.plot.PlotStyle;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Pages of one file each: styles and plots are in it, scripts are not, and its own security policy
 * forbids it to load anything.
 */
public final class Pages {

  private static final String COMMON = "dev.gradparity.comparison";
  private static final TemplateEngine FRAME = engine(COMMON);

  private final TemplateEngine engine;

  private Pages(TemplateEngine engine) {
    this.engine = engine;
  }

  /** Pages whose templates were compiled into the packages below this one. */
  public static Pages of(String packageName) {
    return new Pages(engine(packageName));
  }

  /** Pages of the judge. */
  public static Pages ofComparison() {
    return new Pages(FRAME);
  }

  private static TemplateEngine engine(String packageName) {
    return TemplateEngine.createPrecompiled(
        null, ContentType.Html, Pages.class.getClassLoader(), packageName);
  }

  /**
   * A page.
   *
   * @param title of the document
   * @param template what is inside the frame, such as {@code report/compare.jte}
   * @param model the template's only parameter
   */
  public String render(String title, String template, Object model) {
    Content body = out -> engine.render(template, model, out);
    StringOutput out = new StringOutput(1 << 16);
    FRAME.render(
        "html/page.jte",
        Map.of("title", title, "styles", styles() + PlotStyle.css(), "body", body),
        out);
    return out.toString();
  }

  private static String styles() {
    try (InputStream in = Pages.class.getResourceAsStream("page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
