package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class SupervisionExceptionTest {

    private record Ref(String path) {}

    private static final Ref REF = new Ref("/user/a");

    @Test
    void exceptions_allOfThem_areUncheckedAndHaveOneRoot() {
        for (Class<?> each : SupervisionException.class.getPermittedSubclasses()) {
            assertSame(SupervisionException.class, each.getSuperclass());
        }
        assertEquals(5, SupervisionException.class.getPermittedSubclasses().length);
        assertSame(RuntimeException.class, SupervisionException.class.getSuperclass());
    }

    @Test
    void initialization_keepsActorMessageAndCause() {
        Exception cause = new IOException();
        ActorInitializationException failure = new ActorInitializationException(REF, "actor failed to start", cause);
        assertSame(REF, failure.getActor());
        assertEquals("actor failed to start", failure.getMessage());
        assertSame(cause, failure.getCause());
        assertNull(new ActorInitializationException("no actor yet").getActor());
    }

    @Test
    void deathPact_keepsDeadAndNamesIt() {
        DeathPactException failure = new DeathPactException(REF);
        assertSame(REF, failure.getDead());
        assertEquals("watched actor terminated and nobody handled it: dead=Ref[path=/user/a]", failure.getMessage());
    }

    @Test
    void killedAndInterrupted_keepMessageAndCause() {
        InterruptedException interrupt = new InterruptedException();
        assertSame(interrupt, new ActorInterruptedException("interrupted: actor=/user/a", interrupt).getCause());
        assertEquals("killed: actor=/user/a", new ActorKilledException("killed: actor=/user/a").getMessage());
    }

    @Test
    void exceptions_serialized_leaveTheReferenceBehind() throws Exception {
        ActorInitializationException start = copy(new ActorInitializationException(REF, "x", new IOException("y")));
        assertNull(start.getActor());
        assertEquals("x", start.getMessage());
        assertEquals("y", assertInstanceOf(IOException.class, start.getCause()).getMessage());

        DeathPactException pact = copy(new DeathPactException(REF));
        assertNull(pact.getDead());
        assertNotNull(pact.getMessage());
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
