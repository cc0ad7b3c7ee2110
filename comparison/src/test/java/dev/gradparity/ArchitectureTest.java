package dev.gradparity;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The walls between the packages of the judge. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {

  private static final String SPEC = "dev.gradparity.spec";
  private static final String DL4J = "dev.gradparity.dl4j";
  private static final String[] FROM_SCRATCH = {
    "dev.gradparity.nn",
    "dev.gradparity.kernel",
    "dev.gradparity.train",
    "dev.gradparity.tensor",
    "dev.gradparity.calculus"
  };
  private static final String CORE = "dev.gradparity.comparison";
  private static final String NUMERICS = CORE + ".numerics";
  private static final String ARBITER = CORE + ".arbiter";
  private static final String EXPLAIN = CORE + ".explain";
  private static final String EXACT = CORE + ".exact";
  private static final String REGRESSION = CORE + ".regression";
  private static final String DEVIATION = CORE + ".deviation";
  private static final String MUTANTS = CORE + ".mutants";
  private static final String DATA = CORE + ".data";
  private static final String INPUT = CORE + ".input";
  private static final String NPZ = CORE + ".npz";
  private static final String JUNIT = CORE + ".junit";
  private static final String CLAIMS = CORE + ".claims";
  private static final String SWEEP = CORE + ".sweep";
  private static final String REPORT = CORE + ".report";
  private static final String HTML = CORE + ".html";
  private static final String PLOT = CORE + ".plot";
  private static final String CLI = "dev.gradparity.cli";
  private static final String INITIAL = "dev.gradparity.comparison.initial";
  private static final String SURFACE = CORE + ".surface";
  private static final String PORT = CORE + ".port";
  private static final String MODEL = CORE + ".model";
  private static final String TESTKIT = "dev.gradparity.testkit";

  private static final JavaClasses CLASSES = judge();

  /** Names are enough for walls: what lies outside is not read, which takes most of the time. */
  private static JavaClasses judge() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(CORE + "..", CLI + "..", TESTKIT + "..");
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  /** Of the project's own packages, only these. */
  private static void seesOnly(String place, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = place;
    System.arraycopy(others, 0, allowed, 1, others.length);
    check(
        classes()
            .that()
            .resideInAPackage(place)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(allowed).or(nameMatching("(?!dev\\.gradparity\\.).*"))));
  }

  /** The judge's arithmetic is its own: it must not share a fault with those it judges. */
  @Test
  void numericsSeesTheCasesAndTheDescriptionOnly() {
    seesOnly(NUMERICS, CORE, SPEC);
  }

  @Test
  void theArbiterSeesTheCasesAndTheDescriptionOnly() {
    seesOnly(ARBITER, CORE, SPEC);
  }

  /** It names and words what numerics and the arbiter compute, and computes nothing by itself. */
  @Test
  void explanationsSeeNumericsTheArbiterAndTheDescriptionOnly() {
    seesOnly(EXPLAIN, CORE, NUMERICS, ARBITER, SPEC);
  }

  @Test
  void exactCasesSeeTheCasesAndTheDescriptionOnly() {
    seesOnly(EXACT, CORE, SPEC);
  }

  /** A network to be mutated must not share its arithmetic with the one that it is judged by. */
  @Test
  void mutantsSeeTheCasesAndTheDescriptionOnly() {
    seesOnly(MUTANTS, CORE, SPEC);
  }

  @Test
  void dataSeesExamplesAndTheDescriptionOnly() {
    seesOnly(DATA, CORE, SPEC);
  }

  @Test
  void inputSeesDataAndTheDescriptionOnly() {
    seesOnly(INPUT, CORE, DATA, SPEC);
  }

  @Test
  void npzSeesTheDescriptionOnly() {
    seesOnly(NPZ, CORE, SPEC);
  }

  @Test
  void claimsSeeArchivesAndTheDescriptionOnly() {
    seesOnly(CLAIMS, CORE, NPZ, SPEC);
  }

  /** Who is judged is decided elsewhere. */
  @Test
  void sweepSeesCasesFilesAndPagesOnly() {
    seesOnly(SWEEP, CORE, INPUT, CLAIMS, NPZ, JUNIT, HTML, PLOT, SPEC);
  }

  @Test
  void regressionSeesTheCasesTheirBoundsAndTheDescriptionOnly() {
    seesOnly(REGRESSION, CORE, NUMERICS, SPEC);
  }

  @Test
  void reportSeesVerdictsMovesAndPagesOnly() {
    seesOnly(REPORT, CORE, REGRESSION, JUNIT, HTML, PLOT, SPEC);
  }

  @Test
  void junitSeesNothing() {
    seesOnly(JUNIT);
  }

  @Test
  void plotsSeeNumbersOnly() {
    seesOnly(PLOT);
  }

  @Test
  void pagesSeeVerdictsAndPlotsOnly() {
    seesOnly(HTML, CORE, PLOT);
  }

  @Test
  void theTestKitIsSeenByNobodyAndAddsNoJudgementOfItsOwn() {
    seesOnly(TESTKIT, CORE, CLAIMS, REPORT, SPEC, "dev.gradparity.kernel");
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTKIT));
  }

  @Test
  void portsSeeSpecificationsAndArchivesOnly() {
    seesOnly(PORT, CORE, INPUT, NPZ, SPEC);
  }

  /** Of the library's module, the reader of arrays, which loads none of its classes. */
  @Test
  void modelsSeeArchivesTheLibrarysArraysAndTheDescriptionOnly() {
    seesOnly(MODEL, CORE, NPZ, SPEC, DL4J);
  }

  /** Who is judged is decided elsewhere. */
  @Test
  void theSurfaceSeesCasesAndFirstWeightsOnly() {
    seesOnly(SURFACE, CORE, INITIAL, SPEC);
  }

  @Test
  void nobodySeesTheCommandLine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI));
  }

  @Test
  void deviationsSeeTheLibraryTheArbitersNumbersTheReplaysAndTheCasesOnly() {
    seesOnly(DEVIATION, CORE, NUMERICS, ARBITER, SPEC, DL4J);
  }

  @Test
  void deeplearning4jIsSeenThroughItsSubjectsAndTheRegisterOfItsDeviations() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .and()
            .resideOutsideOfPackage(DEVIATION)
            .and()
            .doNotHaveFullyQualifiedName(MODEL + ".ModelFile")
            .and()
            .haveNameNotMatching(
                "dev\\.gradparity\\.comparison\\.((Dl4j|SameDiff|RawNd4j)Subject|ReferenceObservation"
                    + "|initial\\.InitialWeights(\\$Source)?)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DL4J));
  }

  @Test
  void ofTheCommandLineOnlyTwoClassesKnowDeeplearning4j() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CLI)
            .and()
            .haveSimpleNameNotContaining("Environment")
            .and()
            .doNotHaveFullyQualifiedName(CLI + ".Main")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DL4J));
  }

  @Test
  void theLibraryItselfIsNotSeen() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."));
  }

  /** Parameters and orders come from there; the arithmetic on trial is behind its subject. */
  @Test
  void theNetworkFromScratchIsSeenWhereCasesAreMadeAndComputed() {
    check(
        noClasses()
            .that()
            .haveNameNotMatching(
                "dev\\.gradparity\\.(testkit\\.CaseAssert"
                    + "|comparison\\.(FromScratchSubject|CaseFactory|TrainingOrder"
                    + "|initial\\.InitialWeights)"
                    + "|cli\\.(CompareCommand|SubjectChoice|SurfaceRun|RegressCommand|CheckCommand|Reference|Sweep(Worker)?Command|MutantsCommand|DoctorCommand"
                    + "|Environment))")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FROM_SCRATCH));
  }

  /**
   * The core is vocabulary, which everybody speaks, and assembly, which puts the parts to use: a
   * trial takes its bounds from numerics or exact and its explanations from explain, and the
   * built-in suite its examples from data and exact. Both are the only ones of their kind.
   */
  @Test
  void theCoreReachesOutInTwoPlacesOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CORE)
            .and()
            .doNotHaveFullyQualifiedName(CORE + ".Trial")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NUMERICS, EXPLAIN));
    check(
        noClasses()
            .that()
            .resideInAPackage(CORE)
            .and()
            .haveNameNotMatching("dev\\.gradparity\\.comparison\\.(BuiltInSuite|Trial).*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATA, EXACT));
    check(
        noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ARBITER, INPUT, NPZ, CLAIMS, SWEEP, MUTANTS, REGRESSION, REPORT, PORT, MODEL, CLI));
  }

  @Test
  void thePartsFormNoCycle() {
    check(slices().matching("dev.gradparity.comparison.(*)..").should().beFreeOfCycles());
  }
}
