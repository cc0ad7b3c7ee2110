package dev.gradparity.kernel;

import dev.gradparity.spec.DType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Every implementation that has to keep the contract of {@link Kernels}. */
final class KernelsUnderTest {

  private KernelsUnderTest() {}

  private static Stream<Named<Kernels>> implementations() {
    return Stream.of(Named.of("scalar", Kernels.scalar()), Named.of("vector", Kernels.fastest(1)));
  }

  /** Each implementation with each format. */
  static Stream<Arguments> inEachFormat() {
    return implementations()
        .flatMap(kernels -> Arrays.stream(DType.values()).map(t -> Arguments.of(kernels, t)));
  }
}
