package dev.gradparity.dl4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walls around this package. */
class WallsTest {

  private final JavaClasses production =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.gradparity.dl4j");

  @Test
  void ofThisProjectOnlyTheSpecificationIsSeen() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("dev.gradparity..")
                .or(resideInAnyPackage("dev.gradparity.spec", "dev.gradparity.dl4j")))
        .check(production);
  }

  @Test
  void noPublicSignatureMentionsTheLibrary() {
    List<JavaMember> visible =
        production.stream()
            .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(c -> c.getMembers().stream())
            .filter(WallsTest::isVisible)
            .toList();
    assertTrue(visible.size() > 10, "the import found too little to judge: " + visible);

    List<String> leaks =
        visible.stream()
            .filter(
                member ->
                    member.getAllInvolvedRawTypes().stream().anyMatch(WallsTest::ofTheLibrary))
            .map(JavaMember::getFullName)
            .toList();

    assertEquals(List.of(), leaks);
    assertTrue(
        production.get(Dl4jArrays.class).getMethods().stream()
            .anyMatch(m -> m.getAllInvolvedRawTypes().stream().anyMatch(WallsTest::ofTheLibrary)),
        "the check does not see the library where it is");
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static boolean ofTheLibrary(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    return name.startsWith("org.nd4j.")
        || name.startsWith("org.deeplearning4j.")
        || name.startsWith("org.bytedeco.");
  }
}
