package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What may still happen while an actor, or the system, is ending. */
class StopTest {

    private final ActorSystem system = ActorSystem.create("stop", SystemSettings.defaults());

    @AfterEach
    void close() {
        system.close();
    }

    @Test
    @DisplayName("S06 postStop of an actor without children cannot leave one behind")
    void actorOf_inPostStop_isRefused() throws Exception {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        ActorRef actor = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public void postStop() {
                try {
                    outcome.complete(getContext().actorOf(Scripted.props(), "late"));
                } catch (IllegalStateException refused) {
                    outcome.complete(refused);
                }
            }
        }));
        system.stop(actor);
        Object refused = outcome.get(10, TimeUnit.SECONDS);
        assertInstanceOf(IllegalStateException.class, refused);
        assertTrue(refused.toString().contains("name=late"), refused::toString);
    }
}
