package dev.gradparity.comparison.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What every page keeps to, whatever it shows. */
public final class PageRules {

  private PageRules() {}

  /** Reads a page and checks that it is one file, and that it can be read without eyes or mouse. */
  public static Document assertKept(String html) {
    Document page = Jsoup.parse(html);
    isOneFile(page, html);
    hasLandmarksAndHeadings(page);
    page.select("table").forEach(PageRules::isTableForEars);
    page.select("svg").forEach(svg -> assertFalse(svg.select("title").text().isBlank()));
    page.select(".scroll")
        .forEach(
            region -> {
              assertEquals("0", region.attr("tabindex"));
              assertFalse(region.attr("aria-label").isBlank());
            });
    linksLead(page);
    return page;
  }

  private static void isOneFile(Document page, String html) {
    assertTrue(page.select("script, iframe, object, embed, img, form").isEmpty());
    assertTrue(page.select("[src], [onclick], [onload], [srcset]").isEmpty());
    page.select("[href]")
        .forEach(
            e ->
                assertTrue(
                    e.attr("href").startsWith("#") || e.attr("href").equals("data:,"),
                    e.outerHtml()));
    assertFalse(html.contains("url("), "styles load something");
    assertFalse(html.contains("@import"), "styles load something");
    Element policy = page.selectFirst("meta[http-equiv=Content-Security-Policy]");
    assertNotNull(policy);
    assertTrue(policy.attr("content").startsWith("default-src 'none'"));
  }

  private static void hasLandmarksAndHeadings(Document page) {
    assertEquals("en", page.selectFirst("html").attr("lang"));
    assertFalse(page.title().isBlank());
    assertEquals(1, page.select("main").size());
    assertEquals(1, page.select("h1").size());
    assertEquals("#main", page.selectFirst("body > a").attr("href"));
    int before = 1;
    for (Element heading : page.select("h1, h2, h3, h4")) {
      int level = heading.tagName().charAt(1) - '0';
      assertTrue(level <= before + 1, heading + " follows a heading of level " + before);
      before = level;
    }
  }

  private static void isTableForEars(Element table) {
    assertFalse(table.select("caption").text().isBlank(), table::outerHtml);
    table
        .select("th")
        .forEach(
            head -> assertTrue(Set.of("col", "row").contains(head.attr("scope")), head::toString));
    int columns = table.select("tr").first().children().size();
    table.select("tr").forEach(row -> assertEquals(columns, row.children().size(), row::toString));
  }

  private static void linksLead(Document page) {
    Set<String> ids = new HashSet<>();
    page.select("[id]").forEach(e -> assertTrue(ids.add(e.id()), "twice: " + e.id()));
    page.select("a[href^=#]")
        .forEach(a -> assertTrue(ids.contains(a.attr("href").substring(1)), a::toString));
    page.select("[aria-labelledby]")
        .forEach(e -> assertTrue(ids.contains(e.attr("aria-labelledby")), e::tagName));
  }
}
