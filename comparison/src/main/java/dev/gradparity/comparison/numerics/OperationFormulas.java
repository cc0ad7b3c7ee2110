package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import java.util.Optional;

/**
 * ND4J's own operations of the activations' names, as SameDiff has them, where they are another
 * formula than mathematics has.
 */
final class OperationFormulas implements Formulas {

  private final Rounding r;

  /** The last one on the way forward, now or in an earlier step; null for none. */
  private Departure forward;

  /** The last one on the way back, now or in an earlier step; null for none. */
  private Departure backward;

  OperationFormulas(Rounding r) {
    this.r = r;
  }

  /** The departure that what was computed last is a result of. */
  Optional<Departure> departure() {
    return Optional.ofNullable(backward).or(() -> Optional.ofNullable(forward));
  }

  /** No operation is an RRELU, or an ELU of another alpha than 1; the graph has their formulas. */
  private Optional<LibraryScalar> of(ActivationSpec spec) {
    boolean isWrittenOut = spec.kind() == ActivationKind.RRELU || spec.kind() == ActivationKind.ELU;
    return isWrittenOut ? Optional.empty() : LibraryScalar.of(spec, r);
  }

  @Override
  public Bounded activation(ActivationSpec spec, Bounded z, Bounded a) {
    Optional<LibraryScalar> own = of(spec);
    forward = own.map(LibraryScalar::ofValue).orElse(forward);
    return own.map(library -> library.forward(r, z)).orElse(a);
  }

  @Override
  public Bounded backward(ActivationSpec spec, Bounded z, Bounded a, Bounded dA, Bounded dZ) {
    Optional<LibraryScalar> own = of(spec);
    backward = own.map(LibraryScalar::ofSlope).orElse(backward);
    return own.map(library -> library.backward(r, z, a, dA)).orElse(dZ);
  }

  @Override
  public Bounded outputGradient(LossGradientErrors errors, Bounded z, Bounded p, Bounded dZ) {
    ActivationSpec output = errors.activation().spec();
    return of(output).isPresent() ? backward(output, z, p, errors.derivative(p), dZ) : dZ;
  }
}
