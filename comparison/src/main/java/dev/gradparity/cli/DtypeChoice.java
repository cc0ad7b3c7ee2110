package dev.gradparity.cli;

import dev.gradparity.spec.DType;
import dev.gradparity.spec.Named;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The formats that a run is to cover. */
public record DtypeChoice(List<DType> dtypes) {

  static final DtypeChoice BOTH = new DtypeChoice(List.of(DType.FLOAT64, DType.FLOAT32));

  static DtypeChoice of(DType dtype) {
    return new DtypeChoice(List.of(dtype));
  }

  static DtypeChoice or(DtypeChoice given, DtypeChoice otherwise) {
    return given == null ? otherwise : given;
  }

  /** {@code float32}, {@code float64} or {@code both}. */
  static DtypeChoice parse(String value) {
    if (value.equalsIgnoreCase("both")) {
      return BOTH;
    }
    return Named.find(DType.class, value)
        .map(DtypeChoice::of)
        .orElseThrow(
            () ->
                new TypeConversionException("\"" + value + "\" is none of float32, float64, both"));
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    return dtypes.size() == 1 ? dtypes.get(0).specName() : "both";
  }

  /** Reads an option's value. */
  public static final class Converter implements ITypeConverter<DtypeChoice> {

    @Override
    public DtypeChoice convert(String value) {
      return parse(value);
    }
  }
}
