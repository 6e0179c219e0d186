package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Done;
import io.garrick.actor.NoSerializationVerificationNeeded;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Status;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.UntypedAbstractActor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Isolation, seen from a runtime that has no module that makes bytes. */
class IsolationTest {

    /** Does nothing. */
    private static final class Idle extends UntypedAbstractActor {
        @Override
        public void onReceive(Object message) {}
    }

    private static SystemSettings settings(String mode) {
        return SystemSettings.from(ConfigFactory.parseString("garrick.message-isolation = " + mode));
    }

    @Test
    @DisplayName("Without the module serialization, isolation is refused, with what to add; off is not")
    void settings_withoutTheModule_areRefused() {
        String refusal = String.valueOf(assertThrows(ConfigurationException.class, () -> settings("copy"))
                .getMessage());

        assertTrue(refusal.contains("add the dependency io.garrick:garrick-serialization"), refusal);
        assertTrue(refusal.contains("path=garrick.message-isolation"), refusal);
        settings("off");
    }

    @Test
    @DisplayName("Refs of a system that does not isolate are of the class that knows nothing of it")
    void actorOf_withoutIsolation_isAPlainRef() throws Exception {
        try (ActorSystem system = ActorSystem.create("plain", settings("off"))) {
            assertEquals(
                    LocalRef.class,
                    system.actorOf(Props.create(Idle.class, Idle::new)).getClass());
            system.terminate().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void untouched_immutableOrMarkedOrTheRuntimes_passes() {
        NoSerializationVerificationNeeded marked = new NoSerializationVerificationNeeded() {};
        List<Object> passing = List.of(
                "text",
                1,
                2L,
                'c',
                true,
                1.5,
                new UUID(1, 2),
                TimeUnit.DAYS,
                Done.getInstance(),
                PoisonPill.getInstance(),
                marked);

        passing.forEach(each -> assertTrue(Untouched.is(each), () -> "touched: " + each));
        List.of(new ArrayList<>(), new int[1], new Status.Success("value"), new StringBuilder())
                .forEach(each -> assertFalse(Untouched.is(each), () -> "not touched: " + each));
    }
}
