package org.signalfall;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The rooms of the house and the doors between them. */
@AnalyzeClasses(packages = "org.signalfall", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {

  /** A room may use what it names and the contract; nothing else of ours. */
  @ArchTest
  static final ArchRule doors =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.signalfall..")
          .layer("baseline")
          .definedBy("org.signalfall.baseline")
          .layer("detect")
          .definedBy("org.signalfall.detect")
          .layer("signal")
          .definedBy("org.signalfall.signal")
          .layer("event")
          .definedBy("org.signalfall.event")
          .layer("observe")
          .definedBy("org.signalfall.observe")
          .layer("bgp")
          .definedBy("org.signalfall.bgp")
          .layer("topology")
          .definedBy("org.signalfall.topology")
          .layer("runtime")
          .definedBy("org.signalfall.runtime..")
          .layer("contract")
          .definedBy("org.signalfall.schema..", "org.signalfall.avro")
          .whereLayer("baseline")
          .mayNotAccessAnyLayer()
          .whereLayer("detect")
          .mayOnlyAccessLayers("baseline")
          .whereLayer("signal")
          .mayOnlyAccessLayers("detect", "contract")
          .whereLayer("event")
          .mayOnlyAccessLayers("contract")
          .whereLayer("observe")
          .mayOnlyAccessLayers("event", "contract")
          .whereLayer("bgp")
          .mayOnlyAccessLayers("contract")
          .whereLayer("topology")
          .mayOnlyAccessLayers("signal", "bgp", "detect", "event", "observe", "contract")
          .whereLayer("runtime")
          .mayOnlyAccessLayers("topology", "contract");

  @ArchTest
  static final ArchRule pureRoomsKnowNoKafka =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.signalfall.baseline",
              "org.signalfall.detect",
              "org.signalfall.signal",
              "org.signalfall.bgp",
              "org.signalfall.event",
              "org.signalfall.observe")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule nothingKnowsTheSources =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.signalfall.ingest..");

  @ArchTest
  static final ArchRule onlyTheRuntimeLooksAtAClock =
      noClasses()
          .that(resideInAPackage("org.signalfall..").and(resideOutsideOfPackage("..runtime..")))
          .and(resideOutsideOfPackage("org.signalfall.schema.."))
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Instant.class, "now", Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule onlySlf4jLogs =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..",
              "org.apache.logging..",
              "org.apache.log4j..",
              "ch.qos.logback..")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
