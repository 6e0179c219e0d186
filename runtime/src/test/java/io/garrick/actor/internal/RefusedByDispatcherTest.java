package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.Terminated;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.DispatcherSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A dispatcher refuses an actor that is alive: as when no thread can be started for it. */
class RefusedByDispatcherTest {

    private final AtomicBoolean refuseNext = new AtomicBoolean();
    private final BlockingQueue<ActorRef> ended = new LinkedBlockingQueue<>();
    private final ActorSystem system = ActorSystem.create(
            "refused",
            SystemSettings.defaults()
                    .withDispatcher(DispatcherSettings.of("choosy").withParallelism(1))
                    .withPlatform((name, settings) -> new PlatformOver(DefaultPlatform.FACTORY.create(name, settings)) {
                        @Override
                        public Dispatcher start(DispatcherSettings dispatcher) {
                            Dispatcher started = super.start(dispatcher);
                            return dispatcher.id().equals("choosy") ? new Choosy(started) : started;
                        }
                    }));

    @AfterEach
    void close() {
        system.close();
    }

    private final class Choosy implements Dispatcher {
        private final Dispatcher dispatcher;

        Choosy(Dispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        public void execute(Runnable task) {
            if (refuseNext.getAndSet(false)) {
                throw new RejectedExecutionException("thread cannot be started");
            }
            dispatcher.execute(task);
        }

        @Override
        public String id() {
            return dispatcher.id();
        }

        @Override
        public int throughput() {
            return dispatcher.throughput();
        }

        @Override
        public long throughputDeadlineNanos() {
            return dispatcher.throughputDeadlineNanos();
        }

        @Override
        public Clock clock() {
            return dispatcher.clock();
        }

        @Override
        public boolean mayBlock() {
            return dispatcher.mayBlock();
        }

        @Override
        public boolean runsHere() {
            return dispatcher.runsHere();
        }

        @Override
        public void shutdown() {
            dispatcher.shutdown();
        }

        @Override
        public boolean awaitTermination(long timeoutNanos) throws InterruptedException {
            return dispatcher.awaitTermination(timeoutNanos);
        }
    }

    private void watch(ActorRef subject) throws InterruptedException {
        ActorRef watcher = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public Receive createReceive() {
                return receiveBuilder()
                        .match(Terminated.class, notice -> ended.add(notice.getActor()))
                        .build()
                        .orElse(super.createReceive());
            }
        }));
        Scripted.playNow(watcher, self -> self.getContext().watch(subject));
    }

    @Test
    @DisplayName(
            "W01 An actor whose first run is refused has ended: its watcher is told, its name is free, the system can"
                    + " end")
    void start_refused_endsTheActor() throws Exception {
        system.dispatcher("choosy");
        refuseNext.set(true);
        ActorRef refused = system.actorOf(Scripted.props().withDispatcher("choosy"), "a");
        watch(refused);
        assertEquals(refused, ended.poll(10, TimeUnit.SECONDS));
        Scripted.playNow(system.actorOf(Scripted.props().withDispatcher("choosy"), "a"), self -> {});
    }

    @Test
    @DisplayName("W01 So has one that is refused in the middle of its life, with its children and its timers")
    void run_refused_endsTheActorAndItsChildren() throws Exception {
        ActorRef refused = system.actorOf(Scripted.props().withDispatcher("choosy"), "a");
        ActorRef[] child = new ActorRef[1];
        Scripted.playNow(refused, self -> {
            child[0] = self.getContext().actorOf(Scripted.props());
            self.getContext().setReceiveTimeout(Duration.ofHours(1));
        });
        watch(refused);
        watch(child[0]);
        Scripted.playNow(refused, self -> {});
        refuseUntilItIsMet(refused);
        Set<ActorRef> both = new HashSet<>();
        both.add(ended.poll(10, TimeUnit.SECONDS));
        both.add(ended.poll(10, TimeUnit.SECONDS));
        assertEquals(Set.of(refused, child[0]), both);
        system.actorOf(Scripted.props(), "a");
    }

    /** Once the actor rests, the next message has it scheduled, and refused. */
    private void refuseUntilItIsMet(ActorRef actor) {
        refuseNext.set(true);
        while (refuseNext.get()) {
            Scripted.play(actor, self -> {});
            Thread.onSpinWait();
        }
    }
}
