package io.retort.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;

/** The promises that the modules make each other; an empty import fails every one of them. */
@AnalyzeClasses(packages = "io.retort", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {

  @ArchTest
  static void theImportFoundEveryModule(JavaClasses retort) {
    for (String name : List.of("benchmark", "runtime", "grader", "metric", "udf", "job")) {
      assertThat(retort)
          .as("classes of %s", name)
          .anyMatch(type -> type.getPackageName().startsWith("io.retort." + name));
    }
  }

  @ArchTest
  static final ArchRule benchmarksKnowNobody =
      noClasses()
          .that()
          .resideInAPackage("io.retort.benchmark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.retort.runtime..",
              "io.retort.grader..",
              "io.retort.metric..",
              "io.retort.filter..",
              "io.retort.udf..",
              "io.retort.job..",
              "org.apache.spark..",
              "ai.djl..");

  @ArchTest
  static final ArchRule theRuntimeKnowsNeitherSparkNorBenchmarks =
      noClasses()
          .that()
          .resideInAPackage("io.retort.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.retort.benchmark..",
              "io.retort.grader..",
              "io.retort.metric..",
              "io.retort.filter..",
              "io.retort.udf..",
              "io.retort.job..",
              "org.apache.spark..",
              "org.apache.hadoop..");

  @ArchTest
  static final ArchRule graderMetricAndFilterArePureJava =
      noClasses()
          .that()
          .resideInAnyPackage("io.retort.grader..", "io.retort.metric..", "io.retort.filter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "org.apache.hadoop..",
              "ai.djl..",
              "io.retort.runtime..",
              "io.retort.job..",
              "io.retort.udf..")
          .because("they must run in a plain JUnit test, and in any engine");

  @ArchTest
  static final ArchRule djlStaysInTheRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.retort.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule sparkStaysInJobsAndUdfs =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.retort.job..", "io.retort.udf..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");

  @ArchTest
  static final ArchRule nobodyBelowKnowsTheJobs =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.retort.job..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.retort.job..");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.retort.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyCommandsPrint =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.retort.job..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      classes()
          .should()
          .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl|Data|Info)(\\$.*)?");
}
