package dev.gradparity.cli;

import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.Subject;
import dev.gradparity.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Who the claims are held against. */
enum Reference {
  FROM_SCRATCH,
  DL4J,
  BOTH;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean includesDl4j() {
    return this != FROM_SCRATCH;
  }

  List<Subject> subjects(Kernels kernels) {
    Subject fromScratch = new FromScratchSubject(kernels);
    Subject dl4j = new Dl4jSubject();
    return switch (this) {
      case FROM_SCRATCH -> List.of(fromScratch);
      case DL4J -> List.of(dl4j);
      case BOTH -> List.of(fromScratch, dl4j);
    };
  }

  /** Reads a name as {@link #toString} gives it, in any case. */
  static final class Converter implements ITypeConverter<Reference> {

    @Override
    public Reference convert(String value) {
      return Arrays.stream(values())
          .filter(reference -> reference.toString().equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + value + "\" is none of from-scratch, dl4j, both"));
    }
  }
}
