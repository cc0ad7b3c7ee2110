package dev.gradparity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the packages of this module, and between the module and the world. */
class ArchitectureTest {

  private static final String ROOT = "dev.gradparity.";

  /** Each package, and the packages of ours that it may see besides itself. */
  private static final Map<String, List<String>> MAY_SEE =
      Map.of(
          "spec", List.of(),
          "tensor", List.of("spec"),
          "kernel", List.of("spec", "tensor"),
          "nn", List.of("spec", "tensor", "kernel"),
          "train", List.of("spec", "tensor", "kernel", "nn"),
          "calculus", List.of("spec", "tensor"));

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.gradparity");

  static Stream<String> packages() {
    return MAY_SEE.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageSeesOnlyWhatLiesBelowItAndTheJdk(String name) {
    String[] visible =
        Stream.of(
                Stream.of("java..", "jdk.incubator.vector.."),
                Stream.of(ROOT + name + ".."),
                MAY_SEE.get(name).stream().map(below -> ROOT + below + ".."))
            .flatMap(packages -> packages)
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(visible)
        .allowEmptyShould(true)
        .check(PRODUCTION);
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> found =
        PRODUCTION.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length()).replaceFirst("\\..*", ""))
            .collect(Collectors.toSet());
    assertTrue(
        found.containsAll(Set.of("spec", "tensor", "kernel", "nn", "train")), found::toString);
    assertTrue(MAY_SEE.keySet().containsAll(found), () -> found + " against " + MAY_SEE.keySet());
  }

  @Test
  void onlyTheKernelsSeeTheIncubator() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "kernel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(PRODUCTION);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(PRODUCTION);
  }

  @Test
  void noClassGrowsPastFourHundredLines() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        int lines = Files.readAllLines(file).size();
        assertTrue(lines <= 400, () -> file + " has " + lines + " lines");
      }
    }
  }
}
