package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;

class ManyActorsSpec {

    // ---------------------------------------------------------------- many ends

    /** Stops on its first message. */
    private static final class Mortal extends AbstractActor {
        static final Props PROPS = Props.create(Mortal.class, Mortal::new);

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(any -> getContext().stop(self())).build();
        }
    }

    /** Creates and watches so many mortals, and counts their ends. */
    private static final class Parent extends AbstractActor {
        private final int mortals;
        private final Journal complaints;
        private final AtomicInteger heard;
        private final CountDownLatch done;
        private final Set<ActorRef> watched = new HashSet<>();

        Parent(int mortals, Journal complaints, AtomicInteger heard, CountDownLatch done) {
            this.mortals = mortals;
            this.complaints = complaints;
            this.heard = heard;
            this.done = done;
        }

        @Override
        public void preStart() {
            for (int i = 0; i < mortals; i++) {
                ActorRef mortal = getContext().watch(getContext().actorOf(Mortal.PROPS));
                watched.add(mortal);
                mortal.tell("stop", self());
            }
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Terminated.class, end -> {
                        heard.incrementAndGet();
                        if (!watched.remove(end.getActor())) {
                            complaints.add("not owed: " + end);
                        }
                        if (watched.isEmpty()) {
                            done.countDown();
                        }
                    })
                    .build();
        }
    }

    @Staged
    @DisplayName(
            "W01 S06 behaviour 4: three actors each create and watch 50,000 that stop on their first message (50 under rehearsal): each end is heard of once, on threads within 25 s")
    void watch_manyThatStop_eachTerminatedOnce(Stage stage) throws InterruptedException {
        int parents = 3;
        int mortals = stage.isRehearsal() ? 50 : 50_000;
        Journal complaints = new Journal();
        AtomicInteger heard = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(parents);
        Props props = Props.create(Parent.class, () -> new Parent(mortals, complaints, heard, done));
        for (int i = 0; i < parents; i++) {
            stage.actorOf(props);
        }
        if (stage.isRehearsal()) {
            stage.await(() -> done.getCount() == 0);
        } else {
            assertTrue(done.await(25, TimeUnit.SECONDS), () -> "heard in 25 s: " + heard);
        }
        stage.settle();
        assertEquals(parents * mortals, heard.get());
        assertEquals(List.of(), complaints.lines());
    }

    // ---------------------------------------------------------------- creation at the end

    /** What creators share: whether one was refused, who began and who ended. */
    private static final class Creation {
        final AtomicBoolean refused = new AtomicBoolean();
        final AtomicInteger created = new AtomicInteger();
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger ended = new AtomicInteger();
        final Journal complaints = new Journal();
        final Props child = Puppet.role(new Journal(), "child")
                .quiet()
                .preStart(self -> begun.incrementAndGet())
                .postStop(self -> ended.incrementAndGet())
                .props();

        /** Something that creates an actor. */
        interface Maker {
            ActorRef actorOf(Props props);
        }

        /** Whether it was created; who is refused is sure that everybody is from then on. */
        boolean create(Maker maker) {
            boolean late = refused.get();
            try {
                ActorRef made = maker.actorOf(child);
                created.incrementAndGet();
                if (late) {
                    complaints.add("created after one was refused: " + made);
                }
                return true;
            } catch (IllegalStateException shutdown) {
                refused.set(true);
                return false;
            }
        }
    }

    private static boolean hasEnded(ActorSystem system) {
        return system.whenTerminated().toCompletableFuture().isDone();
    }

    @Staged
    @DisplayName(
            "M14 behaviour 5: actors are created in a loop while the system terminates: after the first refusal all are refused, by system and contexts, and none is alive at the end")
    void actorOf_inALoopWhileTerminating_refusedFromTheFirstRefusalOn(Stage stage) throws InterruptedException {
        ActorSystem system = stage.system();
        Creation creation = new Creation();
        Puppet.Role creator = Puppet.role(new Journal(), "creator")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .matchAny(next -> {
                            creation.create(self.getContext()::actorOf);
                            if (creation.create(system::actorOf)) {
                                self.self().tell(next, self.self());
                            }
                        })
                        .build());
        List<ActorRef> creators = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            creators.add(stage.actorOf(creator.props()));
        }
        List<Thread> threads = creatingThreads(stage, creation);
        creators.forEach(each -> each.tell("go on", ActorRef.noSender()));
        stage.await(() -> creation.created.get() > 10 + stage.seed() % 90);
        system.terminate();
        creation.create(system::actorOf);
        assertTrue(creation.refused.get(), "terminate() has returned, so shutdown has begun");
        stage.await(() -> hasEnded(system));
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(20).toMillis());
        }
        assertEquals(List.of(), creation.complaints.lines());
        assertEquals(creation.begun.get(), creation.ended.get());
        assertTrue(creation.created.get() >= creation.begun.get());
        stage.deadLetters();
    }

    /** Threads of the program's own that create until they are refused; a rehearsal has none. */
    private static List<Thread> creatingThreads(Stage stage, Creation creation) {
        List<Thread> threads = new ArrayList<>();
        ActorSystem system = stage.system();
        for (int i = 0; i < 2 && !stage.isRehearsal(); i++) {
            Thread thread = new Thread(() -> {
                while (creation.create(system::actorOf)) {
                    Thread.onSpinWait();
                }
            });
            thread.start();
            threads.add(thread);
        }
        return threads;
    }
}
