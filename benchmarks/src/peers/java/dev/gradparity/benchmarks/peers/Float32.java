package dev.gradparity.benchmarks.peers;

/** Values that are exact in float32, between the tasks' arrays and the libraries'. */
final class Float32 {

  private Float32() {}

  static float[] of(double[] values) {
    float[] narrow = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      narrow[k] = (float) values[k];
    }
    return narrow;
  }

  static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      wide[k] = values[k];
    }
    return wide;
  }
}
