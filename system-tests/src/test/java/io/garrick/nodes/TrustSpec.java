package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.nodes.Mime.Number;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What nodes may do that are not trusted, rehearsed. */
class TrustSpec {

    @Test
    @DisplayName(
            "N10: in untrusted mode others may tell those whose refs they were given, and not stop, select or watch anybody but where that is allowed")
    void untrusted_mayOnlyTell() {
        Nodes.explore("untrusted = on, trusted-selections = [\"/user/open\"]", (nodes, rehearsal) -> {
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> heard = new ArrayList<>();
            ActorRef closed = nodes.seenFrom(a, b.actorOf(Mime.props(heard), "closed"));
            b.actorOf(Mime.props(heard), "open");
            List<Object> heardByWatcher = new ArrayList<>();
            ActorRef watcher = a.actorOf(Mime.props(heardByWatcher), "watcher");
            watcher.tell((Mime.Do) self -> self.getContext().watch(closed), ActorRef.noSender());

            closed.tell(new Number(1), ActorRef.noSender());
            closed.tell(PoisonPill.getInstance(), ActorRef.noSender());
            closed.tell(Kill.getInstance(), ActorRef.noSender());
            a.actorSelection("garrick://b@host:2/user/closed").tell(new Number(2), ActorRef.noSender());
            a.actorSelection("garrick://b@host:2/user/*").tell(new Number(3), ActorRef.noSender());
            closed.tell(new Number(4), ActorRef.noSender());
            nodes.runFor(2_000);
            a.actorSelection("garrick://b@host:2/user/open").tell(new Number(5), ActorRef.noSender());
            nodes.runFor(2_000);
            b.stop(rehearsal.await(b.actorSelection("/user/closed").resolveOne(java.time.Duration.ofSeconds(1))));
            nodes.runFor(2_000);

            assertEquals(List.of(new Number(1), new Number(4), new Number(5)), heard);
            assertEquals(List.of(), heardByWatcher);
        });
    }
}
