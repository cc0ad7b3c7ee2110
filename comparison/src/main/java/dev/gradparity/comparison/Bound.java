package dev.gradparity.comparison;

import java.util.List;

/**
 * How far two correct subjects may differ.
 *
 * @param allowances at least one; correct subjects keep to all of them
 */
public record Bound(List<Allowance> allowances) {

  /** Copies the list. */
  public Bound {
    allowances = List.copyOf(allowances);
  }

  /** A bound of zero: the values are equal or wrong. */
  public static Bound exact(int size) {
    return of(new double[size]);
  }

  /** One certain bound. */
  public static Bound of(double[] certain) {
    return of(certain, new double[certain.length]);
  }

  /** One certain bound, and what kinks explain on top. */
  public static Bound of(double[] certain, double[] kinks) {
    double[] inherited = new double[certain.length];
    return new Bound(List.of(new Allowance(inherited, certain, certain, kinks)));
  }

  /** The smallest certain bound of an element. */
  public double smallest(int k) {
    double smallest = Double.POSITIVE_INFINITY;
    for (Allowance allowance : allowances) {
      smallest = Math.min(smallest, allowance.certain()[k]);
    }
    return smallest;
  }
}
