package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.garrick.actor.ActorRef;
import io.garrick.supervision.ActorInterruptedException;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

class InterruptSpec {

    @Staged
    @DisplayName(
            "Q08 An InterruptedException from a handler is an ActorInterruptedException to the supervisor, with it as cause")
    void interruptedException_fromAHandler_reachesTheSupervisorWrapped(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Throwable> seen = Collections.synchronizedList(new ArrayList<>());
        ActorRef actor = stage.child(Puppet.role(journal, "a").quiet(), new OneForOneStrategy(cause -> {
            seen.add(cause);
            return Directive.RESUME;
        }));
        InterruptedException thrown = new InterruptedException("stop waiting");
        tell(actor, self -> {
            throw thrown;
        });
        actor.tell("goes on", ActorRef.noSender());
        stage.expect(journal, "a goes on");

        assertEquals(1, seen.size());
        assertInstanceOf(ActorInterruptedException.class, seen.get(0));
        assertEquals(thrown, seen.get(0).getCause());
    }

    @Staged
    @DisplayName("Q08 An interrupt flag that one handler leaves behind is cleared before the next message")
    void interruptFlag_leftByAHandler_isNotSeenByTheNext(Stage stage) {
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a"));
        for (int i = 0; i < 3; i++) {
            tell(actor, self -> {
                self.write(Thread.currentThread().isInterrupted());
                Thread.currentThread().interrupt();
            });
        }
        tell(actor, self -> self.write(Thread.currentThread().isInterrupted()));
        stage.expect(journal, "a false", "a false", "a false", "a false");
    }
}
