package dev.gradparity.nn;

import java.util.Random;

/**
 * Orthonormal vectors, uniform among all such: normal ones, orthogonalised one after the other.
 * That is their QR factorisation with a positive diagonal of R, which makes Q uniform (Mezzadri
 * 2007, How to generate random matrices from the classical compact groups).
 */
final class OrthonormalVectors {

  /** What the first pass leaves of a vector that lies near the others goes in the second. */
  private static final int PASSES = 2;

  private OrthonormalVectors() {}

  /** As rows: {@code count} vectors of {@code length} numbers, count at most length. */
  static double[][] draw(int count, int length, Random random) {
    double[][] vectors = new double[count][length];
    for (int k = 0; k < count; k++) {
      double[] vector = vectors[k];
      for (int i = 0; i < length; i++) {
        vector[i] = random.nextGaussian();
      }
      for (int pass = 0; pass < PASSES; pass++) {
        for (int before = 0; before < k; before++) {
          add(-dot(vectors[before], vector), vectors[before], vector);
        }
        scale(1 / Math.sqrt(dot(vector, vector)), vector);
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double factor, double[] a, double[] to) {
    for (int i = 0; i < a.length; i++) {
      to[i] += factor * a[i];
    }
  }

  private static void scale(double factor, double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }
}
