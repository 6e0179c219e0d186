package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.OnFatal;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Throwables that throw when they are printed, thrown wherever user code may throw. */
class HostileThrowableTest {

    private final ActorSystem system = ActorSystem.create("hostile", SystemSettings.defaults());

    @AfterEach
    void close() {
        system.close();
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("getMessage");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("toString");
        }
    }

    @Test
    @DisplayName("S08 An exception that cannot be printed is the failure of the actor that threw it, not of its parent")
    void handler_throwsWhatCannotBePrinted_restartsThatActorAlone() throws Exception {
        AtomicInteger parents = new AtomicInteger();
        AtomicInteger children = new AtomicInteger();
        ActorRef parent = system.actorOf(Props.create(Scripted.class, () -> {
            parents.incrementAndGet();
            return new Scripted();
        }));
        ActorRef[] child = new ActorRef[1];
        Scripted.playNow(
                parent,
                self -> child[0] = self.getContext().actorOf(Props.create(Scripted.class, () -> {
                    children.incrementAndGet();
                    return new Scripted();
                })));
        Scripted.fail(child[0], new Hostile());
        Scripted.playNow(child[0], self -> {});
        assertEquals(2, children.get());
        assertEquals(1, parents.get());
    }

    @Test
    @DisplayName("S01 A constructor that throws what cannot be printed stops its actor, and nothing else")
    void constructor_throwsWhatCannotBePrinted_stopsTheActor() throws Exception {
        ActorRef failing = system.actorOf(Props.create(Scripted.class, () -> {
            throw new Hostile();
        }));
        Scripted.awaitEnd(failing);
        ActorRef other = system.actorOf(Scripted.props());
        Scripted.playNow(other, self -> assertNotNull(self.getContext()));
    }

    @Test
    @DisplayName("S11 preRestart throws what cannot be printed: the restart goes on")
    void preRestart_throwsWhatCannotBePrinted_isRestarted() throws Exception {
        AtomicInteger instances = new AtomicInteger();
        ActorRef actor = system.actorOf(Props.create(Scripted.class, () -> {
            instances.incrementAndGet();
            return new Scripted() {
                @Override
                public void preRestart(Throwable reason, Optional<Object> message) {
                    throw new Hostile();
                }
            };
        }));
        Scripted.fail(actor, new Exception("once"));
        Scripted.playNow(actor, self -> {});
        assertEquals(2, instances.get());
    }

    @Test
    @DisplayName("S11 postStop throws what cannot be printed: the stop goes on")
    void postStop_throwsWhatCannotBePrinted_ends() {
        ActorRef actor = system.actorOf(
                Props.create(Scripted.class, () -> new Scripted() {
                    @Override
                    public void postStop() {
                        throw new Hostile();
                    }
                }),
                "a");
        system.stop(actor);
        Scripted.awaitEnd(actor);
        system.actorOf(Scripted.props(), "a");
    }

    private static final class HostileFatal extends InternalError {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("getMessage");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("toString");
        }
    }

    @Test
    @DisplayName(
            "S08 A fatal error that cannot be printed is fatal all the same: the actor ends, and the settings are followed")
    void handler_throwsFatalThatCannotBePrinted_isFatal() throws Exception {
        ActorSystem reporting =
                ActorSystem.create("hostile-report", SystemSettings.defaults().withOnFatal(OnFatal.REPORT));
        for (ActorSystem each : List.of(reporting, system)) {
            ActorRef actor = each.actorOf(Scripted.props());
            Scripted.play(actor, self -> {
                throw new HostileFatal();
            });
            Scripted.awaitEnd(actor);
        }
        system.whenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
        Scripted.playNow(reporting.actorOf(Scripted.props()), self -> {});
        reporting.close();
    }
}
