package io.garrick.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunTest {

    private static @Nullable String failure(Throwable thrown) {
        return new Run(Rehearsal.of(1), thrown).failure();
    }

    private static <T extends Throwable> T thrownAt(T thrown, String... places) {
        thrown.setStackTrace(Arrays.stream(places)
                .map(place -> place.split(":"))
                .map(part -> new StackTraceElement(part[0], "any", "Any.java", Integer.parseInt(part[1])))
                .toArray(StackTraceElement[]::new));
        return thrown;
    }

    @Test
    void failure_nothingThrown_isNull() {
        assertNull(new Run(Rehearsal.of(1), null).failure());
    }

    @Test
    void failure_isTheClassAndTheProgramsOwnPlace_withoutTheText() {
        String one = failure(thrownAt(
                new AssertionError("1"),
                "org.junit.jupiter.api.Assertions:7",
                "io.garrick.testkit.TestKit:9",
                "shop.Till:3"));
        assertEquals("java.lang.AssertionError at shop.Till:3", one);
        assertEquals(
                one, failure(thrownAt(new AssertionError("2"), "java.util.List:1", "shop.Till:3", "shop.Other:1")));
        assertNotEquals(one, failure(thrownAt(new AssertionError("1"), "shop.Till:4")));
        assertNotEquals(one, failure(thrownAt(new IllegalStateException("1"), "shop.Till:3")));
        assertEquals("java.lang.AssertionError", failure(thrownAt(new AssertionError("1"), "java.util.List:1")));
    }

    @Test
    void failure_ofTheRehearsal_isWhatItSays_andWhy() {
        AssertionError why = thrownAt(new AssertionError("1"), "shop.Till:3");
        assertEquals(
                "task failed by java.lang.AssertionError at shop.Till:3",
                failure(new RehearsalError("task failed", "seed=1", why)));
        assertEquals("name=x", failure(new RehearsalError("name=x", "seed=2", null)));
    }
}
