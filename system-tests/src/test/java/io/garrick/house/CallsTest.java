package io.garrick.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.garrick.house.Allowances.Allowance;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Time, chance, threads and sockets come from the system, so that a rehearsal can own them all. */
class CallsTest {

    @ParameterizedTest
    @EnumSource(Calls.class)
    void calls_outsideNamedClasses_areNotMade(Calls calls) {
        House.ensureSawAllPublished();

        String found = House.rehearsable()
                .filter(type -> !isAllowed(type, calls))
                .flatMap(type -> calls.in(type).stream())
                .map(JavaAccess::getDescription)
                .sorted()
                .collect(Collectors.joining("\n"));

        assertEquals("", found, () -> calls + " is not for everyone: " + calls.instead() + ", or be in Allowances");
    }

    @Test
    void allowances_areAllNeeded() {
        List<Allowance> idle = Allowances.CALLS.stream()
                .filter(allowance -> House.rehearsable()
                        .filter(type -> House.topLevelName(type).equals(allowance.type()))
                        .allMatch(type -> allowance.calls().in(type).isEmpty()))
                .toList();

        assertEquals(List.of(), idle, "take these out of Allowances");
    }

    @Test
    void clock_isReadByFewClasses() {
        long readers = Allowances.CALLS.stream()
                .filter(allowance -> allowance.calls() == Calls.CLOCK)
                .count();

        assertTrue(readers <= Allowances.CLOCK_READERS, () -> "too many classes read the clock: " + readers);
    }

    @ParameterizedTest
    @EnumSource(Calls.class)
    void calls_madeByTheOffender_areAllFound(Calls calls) {
        JavaClass offender = new ClassFileImporter().importClass(Offender.class);

        List<String> methods = calls.in(offender).stream()
                .map(access -> access.getOrigin().getName())
                .distinct()
                .sorted()
                .toList();

        assertEquals(Offender.methods(calls), methods, "a rule that does not see the offender sees nothing");
    }

    private static boolean isAllowed(JavaClass type, Calls calls) {
        return Allowances.CALLS.stream()
                .anyMatch(a -> a.calls() == calls && a.type().equals(House.topLevelName(type)));
    }
}
