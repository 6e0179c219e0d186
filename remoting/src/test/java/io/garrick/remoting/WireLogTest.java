package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.SystemServices;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class WireLogTest {

    @Test
    @DisplayName("N11: while a line is written, which may take long, others count and go on")
    void line_thatTakesLong_holdsUpNobody() {
        try (ActorSystem system = ActorSystem.create("b", ConfigFactory.parseString("garrick.remote.port = 0"))) {
            WireLog wire = Remoting.get(system).node().wireLog();
            List<Object> seen = new CopyOnWriteArrayList<>();
            SystemServices.of(system).addLogListener(Level.WARN, event -> {
                if (event.message().contains("text=slow")) {
                    seen.add(CompletableFuture.runAsync(() -> wire.refusing("text=quick", "peer=other"))
                            .thenApply(done -> "not held up")
                            .completeOnTimeout("held up", 5, TimeUnit.SECONDS)
                            .join());
                }
            });

            wire.refusing("text=slow", "peer=one");

            assertEquals(List.of("not held up"), seen);
            assertEquals(2, wire.refusals());
        }
    }
}
