package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.InvalidMessageException;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RefInterceptor;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** A function before the mailbox. */
class InterceptorSpec {

    /** What the smallest of all routers needs: whom to tell in turn, published by the actor and read by senders. */
    private static final class InTurn implements RefInterceptor {
        volatile List<ActorRef> routees = List.of();
        private final AtomicInteger next = new AtomicInteger();

        @Override
        public boolean admits(ActorRef self, Object message, @Nullable ActorRef sender) {
            List<ActorRef> now = routees;
            if (now.isEmpty() || message instanceof Puppet.Do) {
                return true;
            }
            now.get(next.getAndIncrement() % now.size()).tell(message, sender);
            return false;
        }
    }

    private static ActorRef router(Stage stage, Journal journal, int size) {
        return stage.actorOf(
                Puppet.role(journal, "router")
                        .quiet()
                        .preStart(self -> {
                            List<ActorRef> routees = new ArrayList<>();
                            for (int i = 0; i < size; i++) {
                                routees.add(self.getContext().actorOf(Puppet.of(journal, "r" + i), "r" + i));
                            }
                            InTurn inTurn = (InTurn) SystemServices.of(self.self())
                                    .interceptor(self.self())
                                    .orElseThrow();
                            inTurn.routees = List.copyOf(routees);
                        })
                        .props()
                        .withInterceptor(system -> new InTurn()),
                "router");
    }

    @Staged
    @DisplayName(
            "M01 M04 An interceptor sends messages elsewhere in the sender's thread; sender and order of a pair are kept")
    void interceptor_redirects_senderAndOrderKept(Stage stage) {
        Journal journal = new Journal();
        ActorRef router = router(stage, journal, 2);
        stage.settle();
        ActorRef asker = stage.actorOf(Puppet.of(journal, "asker"));
        tell(asker, self -> IntStream.range(0, 6).forEach(i -> router.tell(i, self.self())));
        stage.await(journal, 6);
        assertEquals(List.of("r0 0", "r0 2", "r0 4"), journal.startingWith("r0"));
        assertEquals(List.of("r1 1", "r1 3", "r1 5"), journal.startingWith("r1"));
        tell(
                router,
                self -> self.getContext()
                        .findChild("r0")
                        .orElseThrow()
                        .tell((Puppet.Do) routee -> routee.sender().tell("hi", routee.self()), asker));
        stage.await(() -> journal.has("asker hi"));
    }

    @Staged
    @DisplayName("M07 M03 PoisonPill, ticks and notices go past an interceptor, and null is refused before it")
    void interceptor_refusesAll_runtimeMessagesPass(Stage stage) {
        Journal journal = new Journal();
        AtomicInteger asked = new AtomicInteger();
        ActorRef mortal = stage.actorOf(Puppet.of(journal, "mortal"));
        ActorRef actor = stage.actorOf(Puppet.role(journal, "a")
                .quiet()
                .preStart(self -> {
                    self.getTimers().startSingleTimer("key", "tick", Duration.ofMillis(1));
                    self.getContext().watchWith(mortal, "notice");
                })
                .postStop(self -> self.write("ends"))
                .props()
                .withInterceptor(system -> (self, message, sender) -> {
                    asked.incrementAndGet();
                    return false;
                }));
        stage.settle();
        mortal.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(journal, 2);
        assertEquals(
                List.of("a notice", "a tick"), journal.lines().stream().sorted().toList());
        actor.tell("swallowed", ActorRef.noSender());
        assertThrows(InvalidMessageException.class, () -> actor.tell(null, ActorRef.noSender()));
        assertEquals(1, asked.get());
        actor.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> journal.has("a ends"));
        stage.settle();
        assertEquals(3, journal.size());
        actor.tell("to the dead", ActorRef.noSender());
        assertEquals(1, asked.get());
        assertEquals("to the dead", stage.deadLetters().get(0).message());
    }

    @Staged
    @DisplayName(
            "M03 Q03 What an interceptor throws is logged and the message is a dead letter; the sender hears of a full mailbox only")
    void interceptor_throws_senderGoesOn(Stage stage) {
        stage.settings(settings -> settings.withMailbox("small", Mailboxes.bounded(1, Overflow.fail())));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "a").withInterceptor(system -> (self, message, sender) -> {
            if (message.equals("bad")) {
                throw new IllegalStateException("no way");
            }
            return true;
        }));
        actor.tell("bad", ActorRef.noSender());
        actor.tell("good", ActorRef.noSender());
        stage.await(() -> journal.has("a good"));
        DeadLetter letter = stage.deadLetters().get(0);
        assertEquals("bad", letter.message());
        assertSame(actor, letter.recipient());
        assertEquals(DeadLetter.Reason.NO_RECIPIENT, letter.reason());
        assertEquals(1, stage.errors().size());
        assertTrue(stage.hasLogged("no way"));
        ActorRef full = stage.actorOf(Puppet.of(journal, "full").withMailbox("small"));
        ActorRef before =
                stage.actorOf(Puppet.of(journal, "before").withInterceptor(system -> (self, message, sender) -> {
                    full.tell(message, sender);
                    return false;
                }));
        tell(full, self -> {
            before.tell("fits", ActorRef.noSender());
            assertThrows(MailboxFullException.class, () -> before.tell("too much", ActorRef.noSender()));
        });
        stage.await(() -> journal.has("full fits"));
    }

    @Staged
    @DisplayName("S03 M10 Each actor has an interceptor of its own, which a restart keeps")
    void interceptor_restart_keptAndNotShared(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        Props props = Puppet.role(journal, "a")
                .quiet()
                .postRestart(self -> self.write("restarted"))
                .props()
                .withInterceptor(system -> new InTurn());
        ActorRef one = stage.actorOf(props);
        ActorRef other = stage.actorOf(props);
        SystemServices services = SystemServices.of(stage.system());
        RefInterceptor before = services.interceptor(one).orElseThrow();
        assertNotSame(before, services.interceptor(other).orElseThrow());
        Puppet.crash(one);
        stage.await(() -> journal.has("a restarted"));
        assertSame(before, services.interceptor(one).orElseThrow());
        assertTrue(
                services.interceptor(stage.actorOf(Puppet.of(journal, "plain"))).isEmpty());
        assertEquals(props, props.withInterceptor(props.interceptor().orElseThrow()));
    }
}
