package io.garrick.samples.flight.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditArchitectureTest {

    @Test
    @DisplayName("flight-booking: the audit shares no code with the actors")
    void audit_classes_useNothingOfTheSample() {
        JavaClasses audit = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.garrick.samples.flight.audit");
        assertTrue(audit.size() >= 8, "classes seen: " + audit.size());
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.garrick.samples.flight.audit",
                        "java..",
                        "com.fasterxml.jackson.jr..",
                        "org.jspecify.annotations")
                .check(audit);
    }
}
