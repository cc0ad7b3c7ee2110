package dev.gradparity.comparison.numerics;

import dev.gradparity.comparison.numerics.RunningError.Term;
import dev.gradparity.comparison.numerics.ScalarFormula.Kink;
import dev.gradparity.comparison.numerics.ScalarFormula.Piece;
import java.util.ArrayList;
import java.util.List;

/** Rectifiers and clamps: pieces, most of them straight. */
final class RectifierFormulas {

  private RectifierFormulas() {}

  /** z, and alpha z below zero. */
  static ScalarFormula leaky(double alpha) {
    return new ScalarFormula(
        List.of(new Kink(0, 0, 0, false)), List.of(line(alpha), Piece.identity()));
  }

  private static Piece line(double slope) {
    return new Piece(
        (m, z) -> List.of(m.times(m.rounded(slope), z)), (m, z) -> List.of(m.rounded(slope)));
  }

  /** min(z, max) from the threshold on, and slope (z - threshold) below. */
  static ScalarFormula clipped(double max, double threshold, double slope) {
    List<Kink> kinks = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    kinks.add(new Kink(threshold, 0, threshold, true));
    pieces.add(
        new Piece(
            (m, z) -> List.of(m.times(m.rounded(slope), m.minus(z, m.rounded(threshold)))),
            (m, z) -> List.of(m.rounded(slope))));
    pieces.add(Piece.identity());
    if (max < Double.POSITIVE_INFINITY) {
      kinks.add(new Kink(max, max, max, false));
      pieces.add(Piece.constant(max));
    }
    return new ScalarFormula(kinks, pieces);
  }

  /** z above theta, 0 up to it. */
  static ScalarFormula thresholded(double theta) {
    return new ScalarFormula(
        List.of(new Kink(theta, 0, theta, true)), List.of(Piece.constant(0), Piece.identity()));
  }

  /** z between -1 and 1. */
  static ScalarFormula hardTanh() {
    return new ScalarFormula(
        List.of(new Kink(-1, -1, -1, false), new Kink(1, 1, 1, true)),
        List.of(Piece.constant(-1), Piece.identity(), Piece.constant(1)));
  }

  /** 0.2 z + 0.5 between 0 and 1. */
  static ScalarFormula hardSigmoid(double slope) {
    Piece middle =
        new Piece(
            (m, z) -> List.of(m.plus(m.times(m.rounded(slope), z), RunningError.exact(0.5))),
            (m, z) -> List.of(m.rounded(slope)));
    return new ScalarFormula(
        List.of(new Kink(-2.5, 0, 0, false), new Kink(2.5, 1, 1, true)),
        List.of(Piece.constant(0), middle, Piece.constant(1)));
  }

  /**
   * scale z, and scale alpha (e^z - 1) up to zero. Libraries subtract 1 from the exponential, or
   * alpha from its multiple, as often as they call expm1.
   */
  static ScalarFormula elu(double scale, double alpha) {
    Piece bend =
        new Piece(
            (m, z) -> {
              Term both = m.times(factor(m, scale), factor(m, alpha));
              Term difference = m.minus(m.exp(z), RunningError.exact(1));
              Term ofMultiples = m.minus(m.times(factor(m, alpha), m.exp(z)), factor(m, alpha));
              return List.of(
                  m.times(both, m.expm1(z)),
                  m.times(both, difference),
                  m.times(factor(m, scale), ofMultiples));
            },
            (m, z) -> List.of(m.times(m.times(factor(m, scale), factor(m, alpha)), m.exp(z))));
    return new ScalarFormula(
        List.of(new Kink(0, 0, 0, true)),
        List.of(bend, scale == 1 ? Piece.identity() : line(scale)));
  }

  private static Term factor(RunningError m, double value) {
    return value == 1 ? RunningError.exact(1) : m.rounded(value);
  }
}
