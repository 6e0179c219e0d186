package io.garrick.specs;

import static io.garrick.specs.Puppet.crash;
import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.MailboxView;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.DeathPactException;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

class DeathWatchSpec {

    private static String terminated(String watcher, ActorRef subject) {
        return watcher + " Terminated[actor=" + subject + ", existenceConfirmed=true, addressTerminated=false]";
    }

    @Staged
    @DisplayName(
            "W01 Exactly one Terminated for each watch, however often it is asked for, from the living and from the dead, and the dead is its sender")
    void watch_livingAndDead_oneTerminatedEach(Stage stage) {
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef watcher = stage.actorOf(Puppet.role(journal, "w")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(
                                Terminated.class,
                                end -> self.write("sees the end of "
                                        + end.getActor().path().name() + " " + (self.sender() == end.actor())))
                        .build())
                .props());
        tell(watcher, self -> {
            assertSame(subject, self.getContext().watch(subject));
            self.getContext().watch(subject);
        });
        tell(watcher, self -> self.getContext().watch(subject));
        stage.settle();
        stage.system().stop(subject);
        stage.await(journal, 1);
        for (int i = 2; i <= 3; i++) {
            tell(watcher, self -> self.getContext().watch(subject));
            stage.await(journal, i);
        }
        assertEquals(3, journal.count("w sees the end of s true"), journal::toString);
    }

    @Staged
    @DisplayName("W01 A watch that meets its subject's end is answered exactly once, whoever comes first")
    void watch_whileSubjectStops_oneTerminated(Stage stage) {
        Journal journal = new Journal();
        int subjects = 20;
        List<ActorRef> refs = new ArrayList<>();
        for (int i = 0; i < subjects; i++) {
            refs.add(stage.actorOf(Puppet.of(journal, "s"), "s" + i));
        }
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "w"));
        ActorRef other = stage.actorOf(Puppet.of(journal, "o"));
        refs.forEach(subject -> {
            tell(watcher, self -> self.getContext().watch(subject));
            tell(other, self -> self.getContext().watch(subject));
            stage.system().stop(subject);
        });
        stage.await(journal, 2 * subjects);
        refs.forEach(subject -> {
            assertEquals(1, journal.count(terminated("w", subject)));
            assertEquals(1, journal.count(terminated("o", subject)));
        });
    }

    @Staged
    @DisplayName(
            "W01 behaviour 13: The notice is queued already when its watcher unwatches: nothing arrives; a forged Terminated is ignored")
    void unwatch_noticeQueued_nothingArrives(Stage stage) {
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "w").withDispatcher("pinned"), "w");
        ActorRef child = stage.actorOf(Puppet.of(journal, "child"), "child");
        tell(watcher, self -> {
            self.getContext().watch(subject);
            self.getContext().watch(child);
        });
        stage.settle();
        for (int i = 0; i < 5; i++) {
            tell(watcher, self -> {});
        }
        if (stage.isRehearsal()) {
            stage.system().stop(subject);
        } else {
            MailboxView ofSubject =
                    SystemServices.of(stage.system()).mailbox(subject).orElseThrow();
            tell(watcher, self -> {
                stage.system().stop(subject);
                stage.await(() -> ofSubject.isClosed() && !ofSubject.isScheduled()); // so its notice is queued
            });
        }
        tell(watcher, self -> {
            self.getContext().unwatch(subject);
            self.write("unwatched, " + journal.count(terminated("w", subject)) + " before");
        });
        watcher.tell(new Terminated(child, true, false), child);
        watcher.tell(new Terminated(subject, true, false), subject);
        watcher.tell("last", ActorRef.noSender());
        stage.await(() -> journal.has("w last"));
        stage.settle();
        long before = journal.count(terminated("w", subject));
        assertTrue(stage.isRehearsal() || before == 0, "the notice was queued when its watcher unwatched");
        assertEquals(1, journal.count("w unwatched, " + before + " before"), journal::toString);
        assertEquals(2 + before, journal.size(), journal::toString);
        stage.system().stop(child);
        stage.await(() -> journal.has(terminated("w", child)));
    }

    @Staged
    @DisplayName("W01 Unwatched with its notice queued and watched again at once, the dead is reported exactly once")
    void unwatch_andWatchAgain_oneTerminated(Stage stage) {
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "w"), "w");
        tell(watcher, self -> self.getContext().watch(subject));
        stage.settle();
        stage.system().stop(subject);
        tell(watcher, self -> {
            long before = journal.size();
            self.getContext().unwatch(subject);
            self.getContext().watch(subject);
            self.write("again after " + before);
        });
        stage.await(() -> !journal.startingWith("w again").isEmpty()
                && journal.startingWith("w Term").size() > 0);
        stage.settle();
        long before = journal.has("w again after 1") ? 1 : 0;
        stage.await(() -> journal.count(terminated("w", subject)) == before + 1);
        stage.settle();
        assertEquals(before + 2, journal.size(), journal::toString);
    }

    @Staged
    @DisplayName("W02 Every message of the subject to its watcher comes before its Terminated, and none after it")
    void watch_subjectSendsAndStops_messagesFirst(Stage stage) {
        int subjects = 6;
        int messages = 15;
        Journal journal = new Journal();
        ActorRef watcher = stage.actorOf(Puppet.role(journal, "w")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(
                                Terminated.class,
                                end -> journal.add(end.getActor().path().name() + " end"))
                        .matchAny(message -> journal.add(self.sender().path().name() + " " + message))
                        .build())
                .props());
        for (int s = 0; s < subjects; s++) {
            boolean poisoned = s % 2 == 0;
            ActorRef subject = stage.actorOf(
                    Puppet.role(journal, "unheard")
                            .quiet()
                            .postStop(self -> watcher.tell("farewell", self.self()))
                            .props(),
                    "s" + s);
            tell(watcher, self -> self.getContext().watch(subject));
            for (int i = 0; i < messages; i++) {
                int number = i;
                tell(subject, self -> {
                    watcher.tell(number, self.self());
                    if (number == messages - 1 && !poisoned) {
                        self.getContext().stop(self.self());
                    }
                });
            }
            if (poisoned) {
                subject.tell(PoisonPill.getInstance(), ActorRef.noSender());
            }
        }
        stage.await(journal, subjects * (messages + 2));
        for (int s = 0; s < subjects; s++) {
            List<String> lines = journal.startingWith("s" + s + " ");
            for (int i = 0; i < messages; i++) {
                assertEquals("s" + s + " " + i, lines.get(i));
            }
            assertEquals(List.of("s" + s + " farewell", "s" + s + " end"), lines.subList(messages, lines.size()));
        }
    }

    @Staged
    @DisplayName(
            "W03 watchWith sends the message given; another watch of the same ref with another message is refused, the same again is not")
    void watchWith_otherMessage_refused(Stage stage) {
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "w"), "w");
        tell(watcher, self -> {
            assertSame(subject, self.getContext().watchWith(subject, "gone"));
            self.getContext().watchWith(subject, "gone");
            IllegalStateException refused = assertThrows(
                    IllegalStateException.class, () -> self.getContext().watchWith(subject, "other"));
            assertTrue(refused.getMessage().contains(subject.toString()), refused.getMessage());
            assertThrows(IllegalStateException.class, () -> self.getContext().watch(subject));
            self.write("refused");
            self.getContext().unwatch(subject);
            self.getContext().watch(subject);
            assertThrows(IllegalStateException.class, () -> self.getContext().watchWith(subject, "late"));
            self.getContext().unwatch(subject);
            self.getContext().watchWith(subject, "other");
        });
        stage.await(journal, 1);
        stage.system().stop(subject);
        stage.expect(journal, "w refused", "w other");
    }

    @Staged
    @DisplayName("W03 A watchWith message has no case to be forged by: its sender is the dead actor")
    void watchWith_sender_isTheDead(Stage stage) {
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef watcher = stage.actorOf(Puppet.role(journal, "w")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .matchAny(message -> self.write(message + " " + (self.sender() == subject)))
                        .build())
                .props());
        tell(watcher, self -> self.getContext().watchWith(subject, "gone"));
        stage.settle();
        stage.system().stop(subject);
        stage.expect(journal, "w gone true");
    }

    @Staged
    @DisplayName(
            "W04 An unhandled Terminated is a DeathPactException to the supervisor, an unhandled watchWith message is not")
    void terminated_unhandled_deathPact(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        List<Throwable> causes = Collections.synchronizedList(new ArrayList<>());
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        AtomicReference<ActorRef> watcher = new AtomicReference<>();
        Puppet.Role deaf = Puppet.role(journal, "w")
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .build());
        stage.actorOf(Puppet.role(journal, "p")
                .quiet()
                .strategy(new OneForOneStrategy(cause -> {
                    causes.add(cause);
                    return Directive.RESUME;
                }))
                .preStart(self -> watcher.set(self.getContext().actorOf(deaf.props())))
                .props());
        stage.await(() -> watcher.get() != null);
        tell(watcher.get(), self -> self.getContext().watch(subject));
        stage.settle();
        stage.system().stop(subject);
        stage.await(() -> causes.size() == 1);
        assertEquals(DeathPactException.class, causes.get(0).getClass());
        assertTrue(
                causes.get(0).getMessage().contains(subject.toString()),
                causes.get(0).getMessage());
        tell(watcher.get(), self -> self.getContext().watchWith(subject, "gone"));
        tell(watcher.get(), self -> self.write("still here"));
        stage.await(() -> journal.has("w still here"));
        stage.await(() -> stage.warnings().stream().anyMatch(line -> line.contains("not handled")));
        stage.settle();
        assertEquals(1, causes.size());
    }

    /** Stashes ends until it has been told to open up; writes them down each time that they come. */
    private static Puppet.Role stashingEnds(Journal journal, AtomicInteger stashes) {
        return Puppet.role(journal, "w")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .matchAny(end -> {
                            self.write(end + " from " + self.sender().path().name());
                            if (stashes.getAndDecrement() > 0) {
                                self.stash();
                            }
                        })
                        .build());
    }

    private static String endOf(ActorRef subject) {
        return terminated("w", subject) + " from " + subject.path().name();
    }

    @Staged
    @DisplayName(
            "W06 A Terminated that is stashed comes once more each time that it is put back, its sender kept, and then no more")
    void terminated_stashedAndUnstashed_comesAsOftenAsStashed(Stage stage) {
        for (int stashes = 1; stashes <= 3; stashes++) {
            Journal journal = new Journal();
            ActorRef subject = stage.actorOf(Puppet.of(journal, "subject"));
            ActorRef watcher = stage.actorOf(
                    stashingEnds(journal, new AtomicInteger(stashes)).props());
            tell(watcher, self -> self.getContext().watch(subject));
            stage.settle();
            subject.tell(PoisonPill.getInstance(), ActorRef.noSender());
            stage.await(() -> journal.size() == 1);
            for (int i = 1; i <= stashes + 2; i++) {
                assertEquals(Math.min(i, stashes + 1), journal.count(endOf(subject)), journal::toString);
                tell(watcher, self -> self.unstashAll());
                stage.settle();
            }
            assertEquals(stashes + 1, journal.size(), journal::toString);
        }
    }

    @Staged
    @DisplayName(
            "W06 A stashed Terminated survives the restart of its watcher, is not taken back by unwatch, and does not stand for a new watch")
    void terminated_stashed_isAMessageLikeAnyOther(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "subject"));
        ActorRef watcher = stage.child(stashingEnds(journal, new AtomicInteger(2)), Stage.always(Directive.RESTART));
        tell(watcher, self -> self.getContext().watch(subject));
        stage.settle();
        subject.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(() -> journal.size() == 1);
        Puppet.crash(watcher);
        stage.await(() -> journal.size() == 2);
        stage.settle();
        tell(watcher, self -> {
            self.getContext().unwatch(subject);
            self.getContext().watch(subject);
        });
        stage.await(() -> journal.size() == 3);
        tell(watcher, self -> {
            self.getContext().unwatch(subject);
            self.unstashAll();
        });
        stage.await(() -> journal.size() == 4);
        stage.settle();
        assertEquals(4, journal.count(endOf(subject)), journal::toString);
    }

    @Staged
    @DisplayName(
            "W06 A stashed Terminated that nobody handles when it is put back is a DeathPactException all the same")
    void terminated_stashedAndThenUnhandled_deathPact(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "subject"));
        AtomicBoolean stashed = new AtomicBoolean();
        ActorRef watcher = stage.child(
                new Puppet.Role(journal, "w")
                        .postStop(self -> {})
                        .behavior(self -> AbstractActor.receiveBuilder()
                                .match(Puppet.Do.class, what -> what.on(self))
                                .match(Terminated.class, end -> stashed.compareAndSet(false, true), end -> self.stash())
                                .build()),
                SupervisorStrategy.defaultStrategy());
        tell(watcher, self -> self.getContext().watch(subject));
        stage.settle();
        subject.tell(PoisonPill.getInstance(), ActorRef.noSender());
        stage.await(stashed::get);
        stage.settle();
        tell(watcher, self -> self.unstashAll());
        stage.await(() -> journal.has("w postStop 1"));
        stage.await(() -> stage.hasLogged("does not handle its end"));
    }

    @Staged
    @DisplayName("W05 When anyone handles Terminated, the name is free, for parent and system")
    void terminated_handledByAnyone_nameIsFree(Stage stage) {
        Journal journal = new Journal();
        ActorRef stranger = stage.actorOf(Puppet.role(journal, "stranger")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Puppet.Do.class, what -> what.on(self))
                        .match(Terminated.class, end -> {
                            String name = end.getActor().path().name();
                            ActorRef again = self.getContext().system().actorOf(Puppet.of(journal, name), name);
                            self.getContext().watch(again);
                            int round = journal.size() + 1;
                            self.write("again " + round);
                            if (round < 20) {
                                self.getContext().system().stop(again);
                            }
                        })
                        .build())
                .props());
        ActorRef first = stage.actorOf(Puppet.of(journal, "name"), "name");
        tell(stranger, self -> self.getContext().watch(first));
        stage.settle();
        stage.system().stop(first);
        stage.await(journal, 20);
    }

    @Staged
    @DisplayName("W01 No Terminated for a restart, nor for an actor that was never watched")
    void watch_restartAndStrangers_silent(Stage stage) {
        stage.expectFailures();
        Journal journal = new Journal();
        ActorRef subject = stage.actorOf(Puppet.of(journal, "s"), "s");
        ActorRef other = stage.actorOf(Puppet.of(journal, "o"), "o");
        ActorRef watcher = stage.actorOf(Puppet.of(journal, "w"), "w");
        tell(watcher, self -> self.getContext().watch(subject));
        for (int i = 0; i < 5; i++) {
            crash(subject);
        }
        stage.system().stop(other);
        stage.settle();
        assertEquals(0, journal.size());
        tell(watcher, self -> self.getContext().watch(self.self()));
        stage.system().stop(subject);
        stage.expect(journal, terminated("w", subject));
    }
}
