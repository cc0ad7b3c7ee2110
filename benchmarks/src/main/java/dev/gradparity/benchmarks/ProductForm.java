package dev.gradparity.benchmarks;

/** The three forms of back-propagation. */
public enum ProductForm {
  /** C = A.B */
  NN,
  /** C = A^T.B */
  TN,
  /** C = A.B^T */
  NT
}
