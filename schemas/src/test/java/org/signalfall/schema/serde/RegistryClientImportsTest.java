package org.signalfall.schema.serde;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.signalfall", importOptions = DoNotIncludeTests.class)
class RegistryClientImportsTest {

  @ArchTest
  static final ArchRule shouldKnowTheRelocatedClientInOneClassOnly =
      noClasses()
          .that()
          .doNotBelongToAnyOf(RegistryClient.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "io.confluent..")
          .because("Confluent's original artifact must stay one import and one dependency away");
}
