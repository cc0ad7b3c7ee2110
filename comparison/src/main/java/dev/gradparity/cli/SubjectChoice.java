package dev.gradparity.cli;

import dev.gradparity.comparison.Dl4jSubject;
import dev.gradparity.comparison.FromScratchSubject;
import dev.gradparity.comparison.RawNd4jSubject;
import dev.gradparity.comparison.SameDiffSubject;
import dev.gradparity.comparison.Subject;
import dev.gradparity.comparison.UserText;
import dev.gradparity.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Who computes the cases of a comparison. */
enum SubjectChoice {
  FROM_SCRATCH,
  DL4J,
  SAMEDIFF,
  ND4J;

  /** The name on the command line, which is the subject's. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Subject subject(Kernels kernels) {
    return switch (this) {
      case FROM_SCRATCH -> new FromScratchSubject(kernels);
      case DL4J -> new Dl4jSubject();
      case SAMEDIFF -> new SameDiffSubject();
      case ND4J -> new RawNd4jSubject();
    };
  }

  /**
   * The subjects of these names.
   *
   * @throws ParameterException unless there are two or more, none of them twice
   */
  static List<Subject> subjects(CommandSpec command, List<SubjectChoice> chosen, Kernels kernels) {
    if (chosen.size() < 2 || chosen.stream().distinct().count() < chosen.size()) {
      throw new ParameterException(
          command.commandLine(),
          "--subjects needs two or more different names of %s, got %s"
              .formatted(Arrays.toString(values()), chosen));
    }
    return chosen.stream().map(choice -> choice.subject(kernels)).toList();
  }

  /** Reads a name as {@link #toString} gives it, in any case. */
  static final class Converter implements ITypeConverter<SubjectChoice> {

    @Override
    public SubjectChoice convert(String value) {
      List<String> names = Arrays.stream(values()).map(SubjectChoice::toString).toList();
      return Arrays.stream(values())
          .filter(choice -> choice.toString().equalsIgnoreCase(value.strip()))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no subject \"%s\"; %s"
                          .formatted(UserText.excerpt(value), UserText.didYouMean(value, names))));
    }
  }
}
