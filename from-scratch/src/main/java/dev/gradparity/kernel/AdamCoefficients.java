package dev.gradparity.kernel;

/** The numbers of one Adam sweep, in float64; a float32 kernel rounds each of them once. */
record AdamCoefficients(
    double alpha,
    double beta1,
    double oneMinusBeta1,
    double beta2,
    double oneMinusBeta2,
    double epsilon) {}
