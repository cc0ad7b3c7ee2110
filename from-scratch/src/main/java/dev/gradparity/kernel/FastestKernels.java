package dev.gradparity.kernel;

/** The fastest kernels that this process can run. */
final class FastestKernels {

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private FastestKernels() {}

  /** See {@link Kernels#fastest}. */
  static Kernels of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "the caller is a thread: needs at least 1, got " + threads);
    }
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()
        ? Vector.kernels(threads)
        : new Kernels(
            "scalar, because Java was started without --add-modules " + VECTOR_MODULE,
            new ScalarKernels32(),
            new ScalarKernels64());
  }

  /** Initialised, and with it whatever needs the incubator module, only where that is there. */
  private static final class Vector {

    static Kernels kernels(int threads) {
      return new Kernels(
          "vector, " + VectorWidth.bits() + " bits, up to " + threads + " threads",
          new SharedKernels32(new VectorKernels32(), threads),
          new SharedKernels64(new VectorKernels64(), threads));
    }
  }
}
