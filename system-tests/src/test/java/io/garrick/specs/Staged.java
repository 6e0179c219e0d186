package io.garrick.specs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that gets a {@link Stage} and is played many times, each time on a new one: once per seed under rehearsal, and several times on
 * real threads. How often is said by the system properties {@code specs.seeds} and {@code specs.repetitions}; {@code specs.seed} narrows it to one seed, a negative
 * one for an order by PCT.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(Plays.class)
@interface Staged {

    /** Where it is played. */
    On[] on() default {On.REHEARSAL, On.THREADS};

    /** The places. */
    enum On {
        /** On virtual time, one message at a time, in an order that the seed decides. */
        REHEARSAL,
        /** On the threads of the machine. */
        THREADS
    }
}
