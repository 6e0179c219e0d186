package io.garrick.specs;

import static io.garrick.specs.Puppet.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.spi.SystemServices;
import io.garrick.pattern.Patterns;
import io.garrick.specs.Puppet.Do;
import io.garrick.specs.Puppet.Role;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** What a thread knows beside its arguments goes where the messages go. */
class ContextPropagationSpec {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofSeconds(10);

    /** One play: an ambient context, and a journal of what was seen of it where. */
    private record Scene(Stage stage, Ambient ambient, Journal journal) {

        static Scene on(Stage stage, Ambient ambient) {
            stage.settings(settings -> settings.withContextPropagation(ambient));
            return new Scene(stage, ambient, new Journal());
        }

        void note(String where) {
            journal.add(where + " in " + ambient.here());
        }

        void in(String name, Runnable what) {
            ContextPropagation.Scope scope = ambient.enter(name);
            try {
                what.run();
            } finally {
                scope.close();
            }
        }

        ActorRef actor() {
            return stage.actorOf(Puppet.of(journal, "actor"));
        }

        /** What is done when a question, a tick or a scheduled message comes. */
        Do noting(String where) {
            return self -> note(where);
        }
    }

    @Staged
    @DisplayName(
            "Q11 The MDC goes from tell to ask to pipe to timer to scheduler to the failure, the decision and the hook")
    void mdc_throughEverything_isThere(Stage stage) {
        throughEverything(Scene.on(stage, new Ambient.Mdc()));
    }

    @Staged
    @DisplayName(
            "Q11 A traceparent goes from tell to ask to pipe to timer to scheduler to the failure, the decision and the hook")
    void traceParent_throughEverything_isThere(Stage stage) {
        throughEverything(Scene.on(stage, new Ambient.TraceParent()));
    }

    @Staged
    @DisplayName("Q11 Two propagations that were joined travel together")
    void joined_throughEverything_bothAreThere(Stage stage) {
        Ambient first = new Ambient.Mdc();
        Ambient second = new Ambient.TraceParent();
        stage.settings(settings -> settings.withContextPropagation(first.and(second)));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "actor"));
        Do note = self -> journal.add(first.here() + " " + second.here());
        ContextPropagation.Scope one = first.enter("one");
        tell(actor, note);
        ContextPropagation.Scope two = second.enter("two");
        tell(actor, note);
        one.close();
        tell(actor, note);
        two.close();
        tell(actor, note);
        stage.expect(journal, "one nothing", "one two", "nothing two", "nothing nothing");
    }

    private static void throughEverything(Scene scene) {
        Stage stage = scene.stage;
        stage.expectFailures();
        SupervisorStrategy noting = new OneForOneStrategy(cause -> {
            scene.note("decided");
            return SupervisorStrategy.restart();
        });
        Role role = new Role(scene.journal, "second").quiet().preRestart(self -> scene.note("preRestart"));
        ActorRef second = stage.child(role.behavior(self -> second(scene, self)), noting);
        ActorRef first = stage.actorOf(Puppet.of(scene.journal, "first"));
        scene.in(
                "one",
                () -> tell(first, self -> {
                    scene.note("told");
                    Do question = other -> {
                        scene.note("asked");
                        other.sender().tell("answer", other.self());
                    };
                    Patterns.pipe(
                                    Patterns.ask(second, question, LONG).thenApply(answer -> {
                                        scene.note("answered");
                                        return answer;
                                    }),
                                    self.getContext().dispatcher())
                            .to(second);
                }));
        stage.await(() -> scene.journal.size() >= 8);
        stage.settle();
        tell(second, scene.noting("later"));
        stage.expect(
                scene.journal,
                "told in one",
                "asked in one",
                "answered in one",
                "piped in one",
                "tick in one",
                "scheduled in one",
                "decided in one",
                "preRestart in one",
                "later in nothing");
    }

    /** Starts a timer when the answer is piped to it; the tick schedules a message; and that makes it fail. */
    private static AbstractActor.Receive second(Scene scene, Puppet self) {
        return AbstractActor.receiveBuilder()
                .match(Do.class, what -> what.on(self))
                .matchEquals("answer", answer -> {
                    scene.note("piped");
                    self.getTimers().startSingleTimer("key", "tick", SOON);
                })
                .matchEquals("tick", tick -> {
                    scene.note("tick");
                    Do fail = other -> {
                        scene.note("scheduled");
                        throw new Puppet.Crash();
                    };
                    scene.stage
                            .system()
                            .scheduler()
                            .scheduleOnce(
                                    SOON, self.self(), fail, self.getContext().dispatcher(), self.self());
                })
                .build();
    }

    @Staged
    @DisplayName(
            "Q11 A stashed message is handled in its own context when it is put back, not in that of who puts it back")
    void stash_putBack_hasItsContext(Stage stage) {
        Scene scene = Scene.on(stage, new Ambient.Mdc());
        Role role = new Role(scene.journal, "actor")
                .quiet()
                .behavior(self -> AbstractActor.receiveBuilder()
                        .match(Do.class, what -> what.on(self))
                        .matchEquals("open", open -> {
                            self.unstashAll();
                            self.getContext()
                                    .become(AbstractActor.receiveBuilder()
                                            .matchAny(message -> scene.note("" + message))
                                            .build());
                        })
                        .matchAny(message -> self.stash())
                        .build());
        ActorRef actor = stage.actorOf(role.props());
        scene.in("one", () -> actor.tell("a", ActorRef.noSender()));
        actor.tell("b", ActorRef.noSender());
        scene.in("two", () -> actor.tell("c", actor));
        scene.in("three", () -> actor.tell("open", ActorRef.noSender()));
        stage.expect(scene.journal, "a in one", "b in nothing", "c in two");
    }

    @Staged
    @DisplayName("Q11 Every tick of a timer and every run of a scheduled task is in the context of who started it")
    void periodic_everyTime_inTheContext(Stage stage) {
        Scene scene = Scene.on(stage, new Ambient.Mdc());
        ActorRef actor = scene.actor();
        scene.in(
                "one",
                () -> tell(actor, self -> {
                    self.getTimers().startTimerAtFixedRate("rate", scene.noting("rate"), SOON);
                    self.getTimers().startTimerWithFixedDelay("delay", scene.noting("delay"), SOON);
                    var scheduler = stage.system().scheduler();
                    var dispatcher = self.getContext().dispatcher();
                    self.role.journal.add("started");
                    var task = scheduler.scheduleWithFixedDelay(SOON, SOON, () -> scene.note("task"), dispatcher);
                    var message = scheduler.scheduleAtFixedRate(
                            SOON, SOON, self.self(), scene.noting("message"), dispatcher, self.self());
                    scheduler.scheduleOnce(
                            Duration.ofMillis(400),
                            () -> {
                                task.cancel();
                                message.cancel();
                                tell(actor, other -> other.getTimers().cancelAll());
                            },
                            dispatcher);
                }));
        List<String> expected = List.of("rate in one", "delay in one", "task in one", "message in one");
        stage.await(() -> expected.stream().allMatch(line -> scene.journal.count(line) >= 3));
        stage.finish();
        Set<String> seen = new TreeSet<>(scene.journal.lines());
        assertEquals(
                new TreeSet<>(List.of("started", "rate in one", "delay in one", "task in one", "message in one")),
                seen);
    }

    @Staged
    @DisplayName("Q11 forward, a selection, and an event carry the context of who sends")
    void otherWays_toSend_carryIt(Stage stage) {
        Scene scene = Scene.on(stage, new Ambient.TraceParent());
        ActorRef last = stage.actorOf(Puppet.of(scene.journal, "last"), "last");
        stage.system().eventStream().subscribe(last, Do.class);
        ActorRef first = scene.actor();
        scene.in("one", () -> tell(first, self -> last.forward(scene.noting("forwarded"), self.getContext())));
        stage.settle();
        scene.in(
                "two",
                () -> stage.system().actorSelection("/user/la*").tell(scene.noting("selected"), ActorRef.noSender()));
        stage.settle();
        scene.in("three", () -> stage.system().eventStream().publish(scene.noting("event")));
        stage.expect(scene.journal, "forwarded in one", "selected in two", "event in three");
    }

    @Staged
    @DisplayName("Q11 After a handler the thread has what it had before, also when the handler failed")
    void handler_afterIt_theThreadIsClean(Stage stage) {
        stage.expectFailures();
        Scene scene = Scene.on(stage, new Ambient.Mdc());
        ActorRef actor = scene.actor();
        ActorRef other = scene.actor();
        scene.in("one", () -> Puppet.crash(actor));
        scene.in("two", () -> tell(actor, scene.noting("own")));
        tell(actor, scene.noting("bare"));
        tell(other, scene.noting("other"));
        stage.await(() -> scene.journal.size() == 3);
        assertEquals(Set.of("own in two", "bare in nothing", "other in nothing"), Set.copyOf(scene.journal.lines()));
        assertEquals("nothing", scene.ambient.here());
    }

    @Staged(on = Staged.On.THREADS)
    @DisplayName("Q11 M01 Each of 4,000 messages from four threads is handled once, in the context that it was sent in")
    void manySenders_eachMessage_hasItsOwn(Stage stage) throws InterruptedException {
        Scene scene = Scene.on(stage, new Ambient.Mdc());
        Set<String> handled = new ConcurrentSkipListSet<>();
        ActorRef[] actors = {scene.actor(), scene.actor(), scene.actor()};
        List<Thread> senders = IntStream.range(0, 4)
                .mapToObj(sender -> new Thread(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        String id = sender + "/" + i;
                        scene.in(
                                id,
                                () -> tell(actors[id.length() % 3], self -> {
                                    assertTrue(handled.add(id + " in " + scene.ambient.here()));
                                }));
                    }
                }))
                .toList();
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
        stage.await(() -> handled.size() == 4_000);
        Set<String> expected = new TreeSet<>();
        for (int sender = 0; sender < 4; sender++) {
            for (int i = 0; i < 1_000; i++) {
                String id = sender + "/" + i;
                expected.add(id + " in " + id);
            }
        }
        assertEquals(expected, handled);
    }

    /** Fails whenever it is asked to. */
    private static final class Broken implements ContextPropagation {
        private final boolean captures;
        private final boolean restores;

        Broken(boolean captures, boolean restores) {
            this.captures = captures;
            this.restores = restores;
        }

        @Override
        @Nullable
        public Object capture() {
            if (!captures) {
                throw new IllegalStateException("cannot capture");
            }
            return "captured";
        }

        @Override
        public Scope restore(Object captured) {
            if (!restores) {
                throw new IllegalStateException("cannot restore");
            }
            return () -> {
                throw new IllegalStateException("cannot close");
            };
        }
    }

    @Staged
    @DisplayName("Q11 M03 A propagation that fails costs the context, not the message, and is told a few times only")
    void broken_anywhere_messagesArrive(Stage stage) {
        Broken broken = new Broken(stage.seed() % 3 == 0, stage.seed() % 3 == 1);
        stage.settings(settings -> settings.withContextPropagation(broken));
        Journal journal = new Journal();
        ActorRef actor = stage.actorOf(Puppet.of(journal, "actor"));
        IntStream.range(0, 100).forEach(i -> actor.tell(i, ActorRef.noSender()));
        stage.await(journal, 100);
        assertEquals(IntStream.range(0, 100).mapToObj(i -> "actor " + i).toList(), journal.lines());
        List<String> errors = stage.errors();
        assertEquals(10, errors.size(), errors::toString);
        assertTrue(errors.stream().allMatch(line -> line.startsWith("context could not be ")), errors::toString);
    }

    @Staged
    @DisplayName("Q11 Without a propagation nothing travels")
    void none_nothingTravels(Stage stage) {
        Ambient ambient = new Ambient.TraceParent();
        Scene scene = new Scene(stage, ambient, new Journal());
        ActorRef actor = scene.actor();
        scene.in("one", () -> tell(actor, scene.noting("told")));
        stage.expect(scene.journal, "told in nothing");
        assertTrue(SystemServices.of(actor).contextPropagation().isEmpty());
    }
}
