package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OneForOneStrategyTest {

    private static final Decider DECIDER = cause -> SupervisorStrategy.restart();

    @Test
    void strategy_writtenAsForAkka_compilesAndDecides() throws Exception {
        SupervisorStrategy strategy = new OneForOneStrategy(
                10,
                Duration.ofMinutes(1),
                DeciderBuilder.match(ArithmeticException.class, e -> SupervisorStrategy.resume())
                        .match(IOException.class, e -> e.getMessage() == null, e -> SupervisorStrategy.stop())
                        .matchAny(o -> SupervisorStrategy.restart())
                        .build());

        assertEquals(Directive.RESUME, strategy.decide(new ArithmeticException()));
        assertEquals(Directive.STOP, strategy.decide(new IOException()));
        assertEquals(Directive.RESTART, strategy.decide(new IOException("x")));
        assertEquals(new RestartBudget(10, Duration.ofMinutes(1)), strategy.budget());
    }

    @Test
    void constructors_eachOverload_setsWhatItSays() {
        Duration window = Duration.ofSeconds(2);
        RestartBudget budget = new RestartBudget(3, window);
        check(new OneForOneStrategy(DECIDER), RestartBudget.unlimited(), true);
        check(new OneForOneStrategy(true, DECIDER), RestartBudget.unlimited(), true);
        check(new OneForOneStrategy(false, DECIDER), RestartBudget.unlimited(), false);
        check(new OneForOneStrategy(3, window, DECIDER), budget, true);
        check(new OneForOneStrategy(3, window, DECIDER, true), budget, true);
        check(new OneForOneStrategy(3, window, DECIDER, false), budget, false);
        check(new OneForOneStrategy(3, window, true, DECIDER), budget, true);
        check(new OneForOneStrategy(3, window, false, DECIDER), budget, false);
    }

    private static void check(OneForOneStrategy strategy, RestartBudget budget, boolean logs) {
        assertSame(DECIDER, strategy.decider());
        assertEquals(budget, strategy.budget());
        assertEquals(logs ? Level.ERROR : Level.OFF, strategy.logLevel(Directive.RESTART));
        assertEquals(logs ? Level.ERROR : Level.OFF, strategy.logLevel(Directive.STOP));
        assertEquals(logs ? Level.WARNING : Level.OFF, strategy.logLevel(Directive.RESUME));
        assertEquals(Level.OFF, strategy.logLevel(Directive.ESCALATE));
    }

    @Test
    @DisplayName("S15 restart and stop at ERROR, resume at WARN, escalate not at all; each can be set")
    void logLevel_eachDirective_hasItsDefaultAndCanBeSetAlone() {
        OneForOneStrategy strategy = new OneForOneStrategy(3, Duration.ofSeconds(2), DECIDER);
        check(strategy, strategy.budget(), true);

        for (Directive changed : Directive.values()) {
            SupervisorStrategy copy = strategy.withLogLevel(changed, Level.DEBUG);
            for (Directive each : Directive.values()) {
                assertEquals(each == changed ? Level.DEBUG : strategy.logLevel(each), copy.logLevel(each));
            }
            assertSame(DECIDER, copy.decider());
            assertEquals(strategy.budget(), copy.budget());
        }
        check(strategy, strategy.budget(), true);
    }

    @Test
    @DisplayName("S15 ALL is no level of one failure")
    void withLogLevel_all_isRefusedWithRemedy() {
        OneForOneStrategy strategy = new OneForOneStrategy(DECIDER);
        for (Directive each : Directive.values()) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> strategy.withLogLevel(each, Level.ALL));
            assertEquals(
                    "a failure needs one level from TRACE to ERROR, or OFF: level=ALL directive=" + each,
                    refused.getMessage());
        }
    }

    @Test
    void constructors_badNumbers_areRefused() {
        Duration window = Duration.ofSeconds(1);
        Stream.<Runnable>of(
                        () -> new OneForOneStrategy(-2, window, DECIDER),
                        () -> new OneForOneStrategy(-2, window, DECIDER, true),
                        () -> new OneForOneStrategy(-2, window, true, DECIDER),
                        () -> new OneForOneStrategy(1, Duration.ZERO, DECIDER),
                        () -> new OneForOneStrategy(1, Duration.ZERO, DECIDER, true),
                        () -> new OneForOneStrategy(1, Duration.ZERO, true, DECIDER))
                .forEach(each -> assertThrows(IllegalArgumentException.class, each::run));
    }

    @Test
    @DisplayName("S12 a decider that throws or returns null is the decider's failure, told to its caller")
    void decide_deciderThrowsOrReturnsNull_callerGetsException() {
        IOException thrown = new IOException();
        SupervisorStrategy throwing = new OneForOneStrategy(cause -> {
            throw thrown;
        });
        assertSame(thrown, assertThrows(IOException.class, () -> throwing.decide(new Exception())));

        SupervisorStrategy silent = new OneForOneStrategy(OneForOneStrategyTest::nothing);
        NullPointerException refused =
                assertThrows(NullPointerException.class, () -> silent.decide(new IllegalStateException()));
        assertEquals(
                "decider must return a directive, not null: cause=java.lang.IllegalStateException",
                refused.getMessage());
    }

    @SuppressWarnings("NullAway")
    private static Directive nothing(Throwable cause) {
        return null;
    }
}
