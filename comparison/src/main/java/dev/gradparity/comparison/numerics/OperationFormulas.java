package dev.gradparity.comparison.numerics;

import dev.gradparity.spec.ActivationKind;
import dev.gradparity.spec.ActivationSpec;
import java.util.Optional;

/**
 * ND4J's own operations of the activations' names, as SameDiff has them, where they are another
 * formula than mathematics has, or softmax's, or the rectifiers' of NaN.
 */
final class OperationFormulas extends NativeFormulas {

  /**
   * The operations' formulas.
   *
   * @param isBeyond whether an argument that may lie beyond a threshold does
   */
  OperationFormulas(Rounding r, boolean isBeyond) {
    super(r, isBeyond);
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
    return switch (spec.kind()) {
      case SOFTMAX -> softmax(z, a);
      case RELU6 -> relu6(z, a);
      case THRESHOLDEDRELU -> thresholdedRelu(z, a);
      default -> {
        Optional<LibraryScalar> own = of(spec);
        forward = own.map(LibraryScalar::ofValue).orElse(forward);
        yield own.map(library -> library.forward(r, z)).orElse(a);
      }
    };
  }

  @Override
  public Bounded backward(ActivationSpec spec, Bounded z, Bounded a, Bounded dA, Bounded dZ) {
    Optional<LibrarySelection> selection = LibrarySelection.of(spec, r);
    if (selection.isPresent()) {
      return selected(selection.get(), z, a, dA, dZ);
    }
    Optional<LibraryScalar> own = of(spec);
    backward = own.map(LibraryScalar::ofSlope).orElse(backward);
    return own.map(library -> library.backward(r, z, a, dA)).orElse(dZ);
  }

  @Override
  public Bounded outputGradient(LossGradientErrors errors, Bounded z, Bounded p, Bounded dZ) {
    ActivationSpec output = errors.activation().spec();
    boolean isOwn = of(output).isPresent() || LibrarySelection.of(output, r).isPresent();
    return isOwn ? backward(output, z, p, errors.derivative(p), dZ) : dZ;
  }
}
