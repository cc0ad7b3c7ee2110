package dev.gradparity.comparison.plot;

/** What plots look like. */
public final class PlotStyle {

  private static final int COLOURS = 7;

  private static final String RULES =
      """
      .plot text{font:12px system-ui,sans-serif;fill:var(--ink,#1b1f24);font-variant-numeric:tabular-nums}
      .plot .q text,.plot text.q{fill:var(--quiet,#57606a)}
      .plot .g{stroke:var(--line,#d8dee4);stroke-width:1;fill:none}
      .plot .r{stroke:var(--ink,#1b1f24);stroke-width:1;stroke-dasharray:6 3;fill:none}
      .plot .l{fill:none;stroke-width:2;stroke-linejoin:round}
      .plot .w{stroke-width:1.5;fill:none}
      .plot .b{stroke:none}
      .plot .s0{stroke:var(--s0,#0b62a8);fill:var(--s0,#0b62a8)}
      .plot .s1{stroke:var(--s1,#c2490a);fill:var(--s1,#c2490a)}
      .plot .s2{stroke:var(--s2,#00795a);fill:var(--s2,#00795a)}
      .plot .s3{stroke:var(--s3,#a83279);fill:var(--s3,#a83279)}
      .plot .s4{stroke:var(--s4,#7a6400);fill:var(--s4,#7a6400)}
      .plot .s5{stroke:var(--s5,#2f7fa6);fill:var(--s5,#2f7fa6)}
      .plot .s6{stroke:var(--s6,#6b4fbb);fill:var(--s6,#6b4fbb)}
      .plot .l.s0,.plot .l.s1,.plot .l.s2,.plot .l.s3,.plot .l.s4,.plot .l.s5,.plot .l.s6{fill:none}
      .plot .l.s1{stroke-dasharray:7 4}
      .plot .l.s2{stroke-dasharray:2 3}
      .plot .l.s3{stroke-dasharray:9 3 2 3}
      .plot .l.s4{stroke-dasharray:12 4}
      .plot .l.s5{stroke-dasharray:4 2 1 2}
      .plot .l.s6{stroke-dasharray:1 2}
      .plot .l.h{stroke-width:1}
      .plot circle.h{fill:var(--ground,var(--paper,#fff));stroke-width:1.5}
      """;

  /**
   * A file has its own ground: what it stands on may be dark where the reader's system is light.
   */
  private static final String GROUND =
      """
      .plot{background:var(--ground,#fff)}
      """;

  private static final String DARK =
      """
      @media (prefers-color-scheme:dark){.plot{--ground:#0f1419;--ink:#e6edf3;--quiet:#9da7b3;--line:#30363d;--s0:#6cb6ff;\
      --s1:#ff9d5c;--s2:#4ccfa2;--s3:#f087c3;--s4:#dcc24a;--s5:#8ad1f0;--s6:#b9a3ff}}
      """;

  private PlotStyle() {}

  /**
   * The classes of a series. The first seven differ in colour and dashes; the next seven have the
   * same once more, but thin lines and hollow dots; later ones start again.
   *
   * @param number from 0
   */
  static String series(int number) {
    return "s" + number % COLOURS + (isHollow(number) ? " h" : "");
  }

  static boolean isHollow(int number) {
    return number / COLOURS % 2 == 1;
  }

  /**
   * The rules for plots within a page. Colours are the page's custom properties: {@code --ink},
   * {@code --quiet}, {@code --paper}, {@code --line}, and {@code --s0} to {@code --s6} for series.
   */
  public static String css() {
    return RULES;
  }

  static String ofFile() {
    return RULES + GROUND + DARK;
  }
}
