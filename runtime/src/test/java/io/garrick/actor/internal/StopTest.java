package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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

    @Test
    @DisplayName("M14 Whoever stops /user begins the shutdown: from then on no actor can be created anywhere")
    void actorOf_whileTheUserGuardianStops_isRefusedEverywhere() throws Exception {
        ActorRef parent = system.actorOf(Scripted.props());
        CountDownLatch until = new CountDownLatch(1);
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        Scripted.occupy(parent, until);
        parent.tell(
                (Scripted.Line) self -> {
                    self.getContext().getParent().tell(PoisonPill.getInstance(), ActorRef.noSender());
                    awaitRefusal();
                    outcome.complete(assertThrows(
                            IllegalStateException.class, () -> self.getContext().actorOf(Scripted.props())));
                },
                ActorRef.noSender());
        until.countDown();
        outcome.get(10, TimeUnit.SECONDS);
        system.whenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void awaitRefusal() {
        Awaitility.await().until(() -> {
            try {
                system.actorOf(Scripted.props());
                return false;
            } catch (IllegalStateException refused) {
                return true;
            }
        });
    }

    @Test
    @DisplayName("S15 What an actor throws after it has stopped itself is in the log")
    void handler_stopsItselfAndThrows_isLogged() {
        List<Throwable> logged = loggedFailures();
        ActorRef actor = system.actorOf(Scripted.props());
        Scripted.play(actor, self -> {
            self.getContext().stop(self.getSelf());
            throw new IllegalStateException("thrown after stop");
        });
        Awaitility.await().until(() -> !logged.isEmpty());
    }

    @Test
    @DisplayName("S15 A failure that a parent has put off is in the log, though the parent is stopped first")
    void failure_putOffAndParentStopped_isLogged() throws Exception {
        List<Throwable> logged = loggedFailures();
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch until = new CountDownLatch(1);
        ActorRef grandparent = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public SupervisorStrategy supervisorStrategy() {
                return new OneForOneStrategy(false, cause -> {
                    deciding.countDown();
                    until.await();
                    return Directive.STOP;
                });
            }
        }));
        ActorRef[] family = new ActorRef[2];
        Scripted.playNow(grandparent, self -> family[0] = self.getContext().actorOf(Scripted.props()));
        Scripted.playNow(family[0], self -> family[1] = self.getContext().actorOf(Scripted.props()));
        CountDownLatch childBegun = new CountDownLatch(1);
        CountDownLatch childBusy = new CountDownLatch(1);
        Scripted.play(family[1], self -> {
            childBegun.countDown();
            childBusy.await();
            throw new IllegalStateException("thrown after stop");
        });
        childBegun.await();
        Scripted.fail(family[0], new IllegalStateException("parent"));
        deciding.await();
        childBusy.countDown();
        Awaitility.await().until(() -> ((LocalRef) family[1]).laCell().has(Lifecycle.SELF_SUSPENDED));
        until.countDown();
        Awaitility.await().until(() -> !logged.isEmpty());
    }

    @Test
    @DisplayName(
            "S15 What an actor throws after it has stopped itself is in the log, though its parent ends before it hears of it")
    void handler_stopsItselfAndThrowsAsTheParentEnds_isLogged() throws Exception {
        List<Throwable> logged = loggedFailures();
        ActorRef parent = system.actorOf(Scripted.props());
        ActorRef[] child = new ActorRef[1];
        Scripted.playNow(parent, self -> child[0] = self.getContext().actorOf(Scripted.props()));
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch until = new CountDownLatch(1);
        Scripted.play(parent, self -> {
            self.getContext().stop(self.getSelf());
            told.countDown();
            until.await();
        });
        told.await();
        Scripted.play(child[0], self -> {
            self.getContext().stop(self.getSelf());
            throw new IllegalStateException("thrown after stop");
        });
        Awaitility.await().until(() -> ((LocalRef) child[0]).laCell() == null);
        until.countDown();
        Scripted.awaitEnd(parent);
        Awaitility.await().until(() -> !logged.isEmpty());
    }

    /** Knows who watches it. */
    private static final class Watched implements ReplyRef {
        private final ActorSystem system;
        private final Set<ActorRef> watchers = ConcurrentHashMap.newKeySet();
        private final CountDownLatch everWatched = new CountDownLatch(1);

        Watched(ActorSystem system) {
            this.system = system;
        }

        @Override
        public void addWatcher(ActorRef watcher) {
            watchers.add(watcher);
            everWatched.countDown();
        }

        @Override
        public void removeWatcher(ActorRef watcher) {
            watchers.remove(watcher);
        }

        @Override
        public ActorSystem system() {
            return system;
        }

        @Override
        public void tell(Object message, @Nullable ActorRef sender) {}

        @Override
        public ActorPath path() {
            return SystemServices.of(system).tempPath(1);
        }

        @Override
        @Deprecated
        public boolean isTerminated() {
            return false;
        }
    }

    @Test
    @DisplayName("S06 What an actor begins in postStop, a watch or a receive timeout, is taken back when it has ended")
    void postStop_beginsSomething_isTakenBack() throws Exception {
        Watched subject = new Watched(system);
        ActorRef actor = system.actorOf(Props.create(Scripted.class, () -> new Scripted() {
            @Override
            public void postStop() {
                getContext().watch(subject);
                getContext().setReceiveTimeout(Duration.ofHours(1));
            }
        }));
        ActorCell cell = ((LocalRef) actor).laCell();
        system.stop(actor);
        Scripted.awaitEnd(actor);
        subject.everWatched.await();
        assertEquals(Set.of(), subject.watchers);
        assertNull(cell.extras().receiveTimer());
    }

    /** What is logged from now on with the message that the tests throw. */
    private static List<Throwable> loggedFailures() {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.garrick.system.stop");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                ThrowableProxy proxy = (ThrowableProxy) event.getThrowableProxy();
                if (proxy != null && "thrown after stop".equals(proxy.getMessage())) {
                    failures.add(proxy.getThrowable());
                }
            }
        };
        appender.start();
        logger.addAppender(appender);
        return failures;
    }
}
