package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.OnFatal;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.supervision.Directive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The errors that end other programs, real ones, in a JVM of their own with little memory. */
class FatalErrorsTest {

    private static final int WORKERS = 3;
    private static final int MEGABYTE = 1 << 20;

    /** What an actor does to itself. */
    private enum Disaster {
        STACK_OVERFLOW,
        NO_CLASS,
        INTERRUPT,
        ENDLESS_LOOP,
        OUT_OF_MEMORY
    }

    /** Cannot be initialized: whoever needs it the second time finds no class. */
    private static final class Broken {
        static final int VALUE = Integer.parseInt("not a number");

        private Broken() {}
    }

    private static final class Doomed extends AbstractActor {
        private static volatile boolean looping;

        /** Cleared by the test's main thread when the loop has been reported. */
        private static volatile boolean loopOn = true;

        @Override
        public Receive createReceive() {
            return receiveBuilder().match(Disaster.class, Doomed::happen).build();
        }

        @Override
        public void postStop() {
            System.out.println("stopped " + self().path().name());
        }

        private static void happen(Disaster disaster) throws InterruptedException {
            switch (disaster) {
                case STACK_OVERFLOW -> deeper(0);
                case NO_CLASS -> System.out.println(Broken.VALUE);
                case INTERRUPT -> {
                    Thread.currentThread().interrupt();
                    new CountDownLatch(1).await();
                }
                case ENDLESS_LOOP -> loop();
                case OUT_OF_MEMORY -> takeAll();
            }
        }

        private static long deeper(long depth) {
            return deeper(depth + 1) + 1;
        }

        private static void loop() {
            looping = true;
            while (loopOn) {
                Thread.onSpinWait();
            }
        }

        private static void takeAll() {
            List<byte[]> taken = new ArrayList<>();
            while (true) {
                taken.add(new byte[MEGABYTE]);
            }
        }
    }

    /** Answers with the others, each on a worker of its own. */
    private static final class Answering extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(Answering::meet).build();
        }

        private static void meet(Object meeting) throws Exception {
            ((Meeting) meeting).arrive();
        }
    }

    private static final class Meeting {
        private final Set<Long> threads = Collections.synchronizedSet(new TreeSet<>());
        private final CyclicBarrier barrier;
        private final CountDownLatch met;

        Meeting(int participants) {
            barrier = new CyclicBarrier(participants);
            met = new CountDownLatch(participants);
        }

        void arrive() throws Exception {
            threads.add(Thread.currentThread().getId());
            barrier.await();
            met.countDown();
        }

        /** The workers, when each of them has handled a message at the same time as the others. */
        static Set<Long> of(List<ActorRef> actors) throws InterruptedException {
            Meeting meeting = new Meeting(actors.size());
            actors.forEach(actor -> actor.tell(meeting, ActorRef.noSender()));
            if (!meeting.met.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "workers do not answer: wanted=" + actors.size() + " came=" + meeting.threads.size());
            }
            return meeting.threads;
        }
    }

    /** Takes what follows a fatal error, and the disasters that happen. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            Path hook = Path.of(arguments[0]);
            OnFatal onFatal = OnFatal.valueOf(arguments[1]);
            ActorSystem system = start(onFatal);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> create(hook)));
            system.registerOnTermination(() -> System.out.println("terminated"));
            List<ActorRef> answering = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                answering.add(system.actorOf(Props.create(Answering.class, Answering::new)));
            }
            Set<Long> before = Meeting.of(answering);
            for (int i = 2; i < arguments.length; i++) {
                Disaster disaster = Disaster.valueOf(arguments[i]);
                if (disaster == Disaster.OUT_OF_MEMORY && onFatal != OnFatal.REPORT) {
                    ActorRef doomed = system.actorOf(Props.create(Doomed.class, Doomed::new), disaster + "-0");
                    doomed.tell(disaster, ActorRef.noSender());
                    system.whenTerminated().toCompletableFuture().join();
                    return;
                }
                happen(system, disaster, answering);
            }
            System.out.println("same workers: " + before.equals(Meeting.of(answering)) + " of " + before.size());
            system.close();
        }

        private static ActorSystem start(OnFatal onFatal) {
            return ActorSystem.create(
                    "disaster",
                    SystemSettings.defaults()
                            .withOnFatal(onFatal)
                            .withGuardianStrategy(Stage.always(Directive.STOP))
                            .withDefaultDispatcher(DispatcherSettings.of("x")
                                    .withParallelism(WORKERS)
                                    .withWatchdog(Duration.ofMillis(200))));
        }

        /** To more actors than there are workers, and waits for their end. */
        private static void happen(ActorSystem system, Disaster disaster, List<ActorRef> answering)
                throws InterruptedException {
            boolean loops = disaster == Disaster.ENDLESS_LOOP;
            for (int i = 0; i < (loops ? 1 : 2 * WORKERS); i++) {
                ActorRef doomed = system.actorOf(Props.create(Doomed.class, Doomed::new), disaster + "-" + i);
                CountDownLatch ended = new CountDownLatch(1);
                system.actorOf(Puppet.role(new Journal(), "undertaker")
                        .preStart(self -> self.getContext().watchWith(doomed, (Puppet.Do) then -> ended.countDown()))
                        .props());
                doomed.tell(disaster, ActorRef.noSender());
                if (loops) {
                    outlive(answering.subList(1, WORKERS));
                    system.stop(doomed);
                }
                if (!ended.await(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("actor does not end: actor=" + doomed);
                }
            }
        }

        /** The workers that are left go on while one is held. */
        private static void outlive(List<ActorRef> others) throws InterruptedException {
            while (!Doomed.looping) {
                Thread.onSpinWait();
            }
            new CountDownLatch(1).await(1, TimeUnit.SECONDS); // five times the watchdog's limit
            System.out.println("others answer: " + Meeting.of(others).size());
            Doomed.loopOn = false;
        }

        private static void create(Path file) {
            try {
                Files.createFile(file);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private record Run(int status, String log, boolean hooksRan) {}

    private static Run run(Path directory, OnFatal onFatal, Disaster... disasters) throws Exception {
        Path output = directory.resolve("output");
        Path hook = directory.resolve("hook");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                hook.toString(),
                onFatal.name()));
        for (Disaster disaster : disasters) {
            command.add(disaster.name());
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String log = Files.readString(output);
        assertTrue(ended, () -> "program does not end:\n" + log);
        return new Run(process.exitValue(), log, Files.exists(hook));
    }

    private static int count(String log, String text) {
        return log.split(java.util.regex.Pattern.quote(text), -1).length - 1;
    }

    @ParameterizedTest
    @EnumSource(OnFatal.class)
    @DisplayName(
            "S08 Q08 Q09 Real stack overflows, missing classes, interrupts and an endless loop are the actors' own failures, whatever follows fatal errors: every worker handles messages as before")
    void disasters_ofTheActors_leaveTheWorkersAlone(OnFatal onFatal, @TempDir Path directory) throws Exception {
        Run run = run(
                directory,
                onFatal,
                Disaster.STACK_OVERFLOW,
                Disaster.NO_CLASS,
                Disaster.INTERRUPT,
                Disaster.ENDLESS_LOOP);

        assertEquals(0, run.status, run.log);
        assertTrue(run.hooksRan, run.log);
        assertTrue(run.log.contains("same workers: true of " + WORKERS), run.log);
        assertTrue(run.log.contains("others answer: " + (WORKERS - 1)), run.log);
        for (Disaster disaster : List.of(Disaster.STACK_OVERFLOW, Disaster.NO_CLASS, Disaster.INTERRUPT)) {
            for (int i = 0; i < 2 * WORKERS; i++) {
                assertEquals(1, count(run.log, "stopped " + disaster + "-" + i + "\n"), run.log);
                assertTrue(run.log.contains("/user/" + disaster + "-" + i + "#"), run.log);
            }
        }
        assertTrue(run.log.contains("java.lang.StackOverflowError"), run.log);
        assertTrue(run.log.contains("java.lang.NoClassDefFoundError"), run.log);
        assertTrue(run.log.contains("ActorInterruptedException"), run.log);
        assertEquals(
                1,
                count(run.log, "handler holds a shared worker: actor=Actor[garrick://disaster/user/ENDLESS_LOOP-0#"),
                run.log);
        assertTrue(run.log.contains("FatalErrorsTest$Doomed.loop("), run.log);
        assertFalse(run.log.contains("fatal error"), run.log);
    }

    @ParameterizedTest
    @EnumSource(OnFatal.class)
    @DisplayName(
            "S08 When the memory has really run out it is reported, and then the system terminates, the JVM is halted, or every worker handles messages as before")
    void memory_runsOut_whatIsSaidFollows(OnFatal onFatal, @TempDir Path directory) throws Exception {
        Run run = run(directory, onFatal, Disaster.OUT_OF_MEMORY);

        assertTrue(run.log.contains("java.lang.OutOfMemoryError: Java heap space"), run.log);
        assertTrue(run.log.contains("/user/OUT_OF_MEMORY-0#"), run.log);
        boolean lives = onFatal == OnFatal.REPORT;
        assertEquals(lives, run.log.contains("same workers: true of " + WORKERS), run.log);
        switch (onFatal) {
            case REPORT -> assertEquals(2 * WORKERS, count(run.log, "fatal error: "), run.log);
            case TERMINATE_SYSTEM -> assertEquals(1, count(run.log, "fatal error, the system ends"), run.log);
            case HALT_JVM -> assertEquals(1, count(run.log, "fatal error, the JVM is halted"), run.log);
        }
        assertEquals(onFatal == OnFatal.HALT_JVM ? 255 : 0, run.status, run.log);
        assertEquals(onFatal != OnFatal.HALT_JVM, run.hooksRan, run.log);
        assertEquals(onFatal != OnFatal.HALT_JVM, run.log.contains("terminated\n"), run.log);
    }
}
