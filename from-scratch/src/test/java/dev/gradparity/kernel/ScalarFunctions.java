package dev.gradparity.kernel;

import java.util.Arrays;

/** A program that uses the scalar forms, all of them and them alone. */
final class ScalarFunctions {

  private ScalarFunctions() {}

  public static void main(String[] args) {
    System.out.println(fingerprint());
  }

  /** A few of their bits. */
  static String fingerprint() {
    double[] values = {
      Exp64.of(1.5), Log64.of(1.5), Sigmoid64.of(1.5), Tanh64.of(1.5), Erf64.of(1.5),
      Exp32.of(1.5f), Log32.of(1.5f), Sigmoid32.of(1.5f), Tanh32.of(1.5f), Erf32.of(1.5f)
    };
    return Arrays.toString(values);
  }
}
