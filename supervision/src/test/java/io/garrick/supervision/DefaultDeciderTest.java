package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("S08 the default decider, the stopping strategy, and what is fatal")
class DefaultDeciderTest {

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new ActorInitializationException("x"), Directive.STOP, Directive.STOP),
                Arguments.of(new ActorKilledException("x"), Directive.STOP, Directive.STOP),
                Arguments.of(new DeathPactException("x"), Directive.STOP, Directive.STOP),
                Arguments.of(
                        new ActorInterruptedException("x", new InterruptedException()),
                        Directive.RESTART,
                        Directive.STOP),
                Arguments.of(new IllegalStateException(), Directive.RESTART, Directive.STOP),
                Arguments.of(new IOException(), Directive.RESTART, Directive.STOP),
                Arguments.of(new Exception(), Directive.RESTART, Directive.STOP),
                Arguments.of(new NoClassDefFoundError(), Directive.STOP, Directive.STOP),
                Arguments.of(new ExceptionInInitializerError(), Directive.STOP, Directive.STOP),
                Arguments.of(new StackOverflowError(), Directive.STOP, Directive.STOP),
                Arguments.of(new AssertionError(), Directive.STOP, Directive.STOP),
                Arguments.of(new Error(), Directive.ESCALATE, Directive.ESCALATE),
                Arguments.of(new Throwable(), Directive.ESCALATE, Directive.ESCALATE));
    }

    @ParameterizedTest
    @MethodSource("causes")
    @DisplayName("S08 a directive for each kind of throwable")
    void deciders_eachKindOfThrowable_decideAsPromised(Throwable cause, Directive byDefault, Directive stopping)
            throws Exception {
        assertEquals(byDefault, SupervisorStrategy.defaultDecider().apply(cause));
        assertEquals(byDefault, SupervisorStrategy.defaultStrategy().decide(cause));
        assertEquals(stopping, SupervisorStrategy.stoppingStrategy().decide(cause));
    }

    @Test
    @DisplayName("S08 only virtual machine errors are fatal, and a stack overflow is not")
    void isFatal_onlyVirtualMachineErrorsButStackOverflow() {
        assertTrue(SupervisorStrategy.isFatal(new OutOfMemoryError()));
        assertTrue(SupervisorStrategy.isFatal(new InternalError()));
        assertTrue(SupervisorStrategy.isFatal(new UnknownError()));
        assertFalse(SupervisorStrategy.isFatal(new StackOverflowError()));
        assertFalse(SupervisorStrategy.isFatal(new NoClassDefFoundError()));
        assertFalse(SupervisorStrategy.isFatal(new AssertionError()));
        assertFalse(SupervisorStrategy.isFatal(new Error(new OutOfMemoryError())));
        assertFalse(SupervisorStrategy.isFatal(new RuntimeException()));
    }

    @Test
    @DisplayName("S10 the default strategy is one-for-one with the default decider and no limit")
    void defaultStrategy_isOneForOneWithDefaultDeciderAndNoLimit() {
        SupervisorStrategy strategy = SupervisorStrategy.defaultStrategy();
        assertEquals(OneForOneStrategy.class, strategy.getClass());
        assertSame(SupervisorStrategy.defaultDecider(), strategy.decider());
        assertEquals(RestartBudget.unlimited(), strategy.budget());
        assertEquals(RestartBudget.NO_LIMIT, strategy.budget().maxRestarts());
        assertSame(strategy, SupervisorStrategy.defaultStrategy());
        assertSame(SupervisorStrategy.stoppingStrategy(), SupervisorStrategy.stoppingStrategy());
    }
}
