package io.garrick.supervision;

import static io.garrick.supervision.SupervisorStrategy.escalate;
import static io.garrick.supervision.SupervisorStrategy.restart;
import static io.garrick.supervision.SupervisorStrategy.resume;
import static io.garrick.supervision.SupervisorStrategy.stop;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeciderBuilderTest {

    private static final class CodedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int code;

        private CodedException(String message, int code) {
            super(message);
            this.code = code;
        }
    }

    @Test
    void decider_severalCasesFit_firstOneWins() throws Exception {
        Decider decider = DeciderBuilder.match(FileNotFoundException.class, e -> resume())
                .match(IOException.class, e -> restart())
                .match(FileNotFoundException.class, e -> escalate())
                .matchAny(e -> stop())
                .match(Exception.class, e -> escalate())
                .build();

        assertEquals(Directive.RESUME, decider.apply(new FileNotFoundException()));
        assertEquals(Directive.RESTART, decider.apply(new IOException()));
        assertEquals(Directive.STOP, decider.apply(new Exception()));
        assertEquals(Directive.STOP, decider.apply(new Error()));
    }

    @Test
    void decider_conditionFalse_laterCasesAreTried() throws Exception {
        List<String> asked = new ArrayList<>();
        Decider decider = DeciderBuilder.match(
                        CodedException.class,
                        e -> {
                            asked.add(e.getMessage());
                            return e.code == 40001;
                        },
                        e -> restart())
                .match(CodedException.class, e -> e.code == 1, e -> resume())
                .match(CodedException.class, e -> stop())
                .build();

        assertEquals(Directive.RESTART, decider.apply(new CodedException("a", 40001)));
        assertEquals(Directive.RESUME, decider.apply(new CodedException("b", 1)));
        assertEquals(Directive.STOP, decider.apply(new CodedException("c", 2)));
        assertEquals(Directive.ESCALATE, decider.apply(new IOException("d")));
        assertEquals(List.of("a", "b", "c"), asked);
    }

    @Test
    void decider_noCaseFits_escalatesAsAkkaDoes() throws Exception {
        Decider decider =
                DeciderBuilder.match(ArithmeticException.class, e -> resume()).build();

        assertEquals(Directive.ESCALATE, decider.apply(new IllegalStateException()));
        assertEquals(Directive.ESCALATE, decider.apply(new ActorKilledException("x")));
        assertEquals(Directive.ESCALATE, decider.apply(new AssertionError()));
    }

    @Test
    void decider_endsWithDefaultDecider_restIsDecidedByDefault() throws Exception {
        Decider decider = DeciderBuilder.match(ArithmeticException.class, e -> resume())
                .matchAny(SupervisorStrategy.defaultDecider())
                .build();

        assertEquals(Directive.RESUME, decider.apply(new ArithmeticException()));
        assertEquals(Directive.RESTART, decider.apply(new IllegalStateException()));
        assertEquals(Directive.STOP, decider.apply(new ActorKilledException("x")));
        assertEquals(Directive.ESCALATE, decider.apply(new Error()));
    }

    @Test
    void staticStarts_eachOverload_actsAsTheInstanceMethod() throws Exception {
        Decider conditional = DeciderBuilder.match(IOException.class, e -> e.getMessage() == null, e -> stop())
                .build();
        assertEquals(Directive.STOP, conditional.apply(new IOException()));
        assertEquals(Directive.ESCALATE, conditional.apply(new IOException("x")));
        assertEquals(
                Directive.RESUME, DeciderBuilder.matchAny(e -> resume()).build().apply(new Error()));
    }

    @Test
    void decider_caseThrowsCheckedException_callerGetsIt() {
        IOException thrown = new IOException();
        Decider byCase =
                DeciderBuilder.match(CodedException.class, this::complain).build();
        Decider byCondition = DeciderBuilder.match(
                        Exception.class,
                        e -> {
                            throw thrown;
                        },
                        e -> stop())
                .build();

        CodedException cause = new CodedException("e", 3);
        assertSame(cause, assertThrows(CodedException.class, () -> byCase.apply(cause)));
        assertSame(thrown, assertThrows(IOException.class, () -> byCondition.apply(cause)));
    }

    @Test
    void builder_usedOnAfterBuild_leavesWhatWasBuilt() throws Exception {
        DeciderBuilder.Cases cases = DeciderBuilder.match(IOException.class, e -> resume());
        Decider first = cases.build();
        Decider second = cases.matchAny(e -> stop()).build();

        assertEquals(Directive.ESCALATE, first.apply(new Exception()));
        assertEquals(Directive.STOP, second.apply(new Exception()));
    }

    private Directive complain(CodedException cause) throws CodedException {
        throw cause;
    }
}
