package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Deploy;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.SystemServices;
import io.garrick.supervision.Directive;
import io.garrick.supervision.OneForOneStrategy;
import io.garrick.supervision.SupervisorStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Two systems of one JVM, joined by TCP. */
class TwoNodesTest {

    record Ping(int number, ActorRef from) {}

    record Blob(byte[] bytes) {}

    /** Answers, and keeps what it has heard. */
    static final class Echo extends AbstractActor {
        private final List<Object> heard;

        Echo(List<Object> heard) {
            this.heard = heard;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Ping.class, ping -> {
                        heard.add(ping);
                        getSender().tell(new Ping(ping.number(), getSelf()), getSelf());
                    })
                    .matchAny(heard::add)
                    .build();
        }
    }

    private static ActorSystem start(String name, String more) {
        return ActorSystem.create(
                name, ConfigFactory.parseString("garrick.remote { host = \"127.0.0.1\", port = 0 \n" + more + " }"));
    }

    private static Props echo(List<Object> heard) {
        return Props.create(Echo.class, () -> new Echo(heard));
    }

    private static ActorRef resolved(ActorSystem from, ActorSystem to, String name) {
        return from.actorSelection(Remoting.get(to).address() + "/user/" + name)
                .resolveOne(Duration.ofSeconds(5))
                .toCompletableFuture()
                .join();
    }

    @Test
    void messages_thereAndBack_inOrder_thenTerminated() throws InterruptedException {
        try (ActorSystem a = start("a", "lanes = 2");
                ActorSystem b = start("b", "")) {
            List<Object> heardThere = new CopyOnWriteArrayList<>();
            BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
            ActorRef home = b.actorOf(echo(heardThere), "echo");
            ActorRef here = a.actorOf(Props.create(Arrivals.class, () -> new Arrivals(answers)), "here");
            ActorRef other = b.actorOf(echo(heardThere), "other");
            ActorRef there = resolved(a, b, "echo");
            ActorRef otherThere = resolved(a, b, "other");

            int count = 2_000;
            here.tell(there, ActorRef.noSender());
            IntStream.range(0, count).forEach(i -> there.tell(new Ping(i, here), here));
            for (int i = 0; i < count; i++) {
                assertEquals(new Ping(i, there), answers.take());
            }
            here.tell(otherThere, ActorRef.noSender());
            b.stop(other);
            // messages may pass a watch, but no watch passes another: when this one has an end, the first one has
            // arrived
            assertEquals(otherThere, ((Terminated) answers.take()).getActor());
            home.tell(PoisonPill.getInstance(), ActorRef.noSender());

            assertEquals(new Terminated(there, true, false), answers.take());
            assertEquals(count, heardThere.size());
        }
    }

    @Test
    @DisplayName(
            "N09, 28: a message of 20 MB to a declared recipient arrives, and small ones to others are not kept waiting by it")
    void largeMessage_onItsLane_delaysNobody() throws InterruptedException {
        String large = "large = [\"/user/blobs\"]\n max-large-frame = 32 MB";
        try (ActorSystem a = ActorSystem.create(
                        "a",
                        ConfigFactory.parseString(
                                "garrick.serialization { allow = [\"io.garrick.remoting.*\"], max-size = 32 MB }\n"
                                        + "garrick.remote { port = 0 \n" + large + "}"));
                ActorSystem b = ActorSystem.create(
                        "b",
                        ConfigFactory.parseString(
                                "garrick.serialization { allow = [\"io.garrick.remoting.*\"], max-size = 32 MB }\n"
                                        + "garrick.remote { port = 0 \n" + large + "}"))) {
            BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
            b.actorOf(Props.create(Arrivals.class, () -> new Arrivals(arrived)), "blobs");
            b.actorOf(Props.create(Arrivals.class, () -> new Arrivals(arrived)), "small");
            ActorSelection blobs = a.actorSelection(Remoting.get(b).address() + "/user/blobs");
            ActorSelection small = a.actorSelection(Remoting.get(b).address() + "/user/small");
            byte[] bytes = new byte[20_000_000];
            bytes[19_999_999] = 7;

            small.tell(0, ActorRef.noSender());
            assertEquals(0, arrived.take());
            blobs.tell(new Blob(bytes), ActorRef.noSender());
            for (int i = 1; i <= 20; i++) {
                small.tell(i, ActorRef.noSender());
            }
            for (int i = 1; i <= 20; i++) {
                assertEquals(i, arrived.take());
            }
            Blob blob = (Blob) arrived.take();
            assertTrue(blob.bytes().length == bytes.length && blob.bytes()[19_999_999] == 7);
        }
    }

    /** Created by an actor of another node. */
    static final class Worker extends AbstractActor {
        private static final CountDownLatch HELD = new CountDownLatch(1);

        private final int base;
        private int handled;

        Worker(int base) {
            this.base = base;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Integer.class, number -> {
                        handled++;
                        getSender().tell(base + number + handled * 1_000, getSelf());
                    })
                    .matchEquals("hold", any -> HELD.await())
                    .matchEquals("fail", any -> {
                        throw new IllegalStateException("as it was told");
                    })
                    .build();
        }
    }

    /** Has a worker on another node, passes on what it is asked, and keeps the answers. */
    static final class Master extends AbstractActor {
        private final Address node;
        private final BlockingQueue<Object> answers;
        private ActorRef worker = ActorRef.noSender();

        Master(Address node, BlockingQueue<Object> answers) {
            this.node = node;
            this.answers = answers;
        }

        @Override
        public void preStart() {
            worker = getContext()
                    .actorOf(Props.create(Worker.class, 7).withDeploy(new Deploy(new RemoteScope(node))), "worker");
            getContext().watch(worker);
        }

        @Override
        public SupervisorStrategy supervisorStrategy() {
            return new OneForOneStrategy(false, cause -> {
                answers.add(cause.getMessage());
                return Directive.RESTART;
            });
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Terminated.class, answers::add)
                    .matchEquals("stop", any -> getContext().stop(worker))
                    .matchAny(message -> {
                        if (getSender().equals(worker)) {
                            answers.add(message);
                        } else {
                            worker.tell(message, getSelf());
                        }
                    })
                    .build();
        }
    }

    @Test
    @DisplayName(
            "N04, N10: over TCP a child is created on another node, answers, is restarted by its parent, stopped, and not there before the list allows it")
    void child_onAnotherNode_overTcp() throws InterruptedException {
        try (ActorSystem a = start("a", "");
                ActorSystem b = start("b", "deployment.allow = [\"" + Worker.class.getName() + "\"]")) {
            BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
            Address node = Remoting.get(b).address();
            ActorRef master = a.actorOf(Props.create(Master.class, () -> new Master(node, answers)), "master");
            master.tell(1, ActorRef.noSender());
            master.tell(2, ActorRef.noSender());
            assertEquals(List.of(1_008, 2_009), List.of(answers.take(), answers.take()));
            master.tell("fail", ActorRef.noSender());
            master.tell(3, ActorRef.noSender());
            assertEquals("as it was told", answers.take());
            assertEquals(1_010, answers.take());

            master.tell("stop", ActorRef.noSender());
            Terminated end = (Terminated) answers.take();
            assertTrue(end.existenceConfirmed());
            assertEquals(node, end.getActor().path().address());
        }
        try (ActorSystem a = start("a", "");
                ActorSystem b = start("b", "")) {
            BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
            Address node = Remoting.get(b).address();
            a.actorOf(Props.create(Master.class, () -> new Master(node, answers)), "master");
            assertFalse(((Terminated) answers.take()).existenceConfirmed());
        }
    }

    /** Creates workers on another node, tells each some numbers at once, and stops it when it has answered them all. */
    static final class Crowd extends AbstractActor {
        private static final int WORKERS = 300;
        private static final int NUMBERS = 20;

        private final Address node;
        private final BlockingQueue<Object> done;
        private final Map<ActorRef, Integer> answered = new HashMap<>();

        Crowd(Address node, BlockingQueue<Object> done) {
            this.node = node;
            this.done = done;
        }

        @Override
        public void preStart() {
            for (int i = 0; i < WORKERS; i++) {
                ActorRef worker = getContext()
                        .actorOf(Props.create(Worker.class, 0).withDeploy(new Deploy(new RemoteScope(node))));
                getContext().watch(worker);
                answered.put(worker, 0);
                for (int number = 1; number <= NUMBERS; number++) {
                    worker.tell(number, getSelf());
                }
            }
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Integer.class, answer -> {
                        int count = answered.merge(getSender(), 1, Integer::sum);
                        if (answer != count * 1_001) {
                            done.add("answer is out of order: answer=" + answer + " count=" + count);
                        }
                        if (count == NUMBERS) {
                            getContext().stop(getSender());
                        }
                    })
                    .match(Terminated.class, end -> {
                        answered.remove(end.getActor());
                        if (answered.isEmpty()) {
                            done.add("all");
                        }
                    })
                    .build();
        }
    }

    @Test
    @DisplayName(
            "N02, N04: over TCP hundreds of children are created, told at once, answer in order, and are stopped: none is missed")
    void manyChildren_overTcp() throws InterruptedException {
        try (ActorSystem a = start("a", "lanes = 3");
                ActorSystem b = start("b", "deployment.allow = [\"io.garrick.remoting.*\"]")) {
            BlockingQueue<Object> done = new LinkedBlockingQueue<>();
            Address node = Remoting.get(b).address();
            a.actorOf(Props.create(Crowd.class, () -> new Crowd(node, done)), "crowd");
            assertEquals("all", done.take());
            assertEquals(2, b.snapshot().root().children().size());
        }
    }

    @Test
    @DisplayName(
            "Q09, Q10: an actor whose parent is on another node is named by the watchdog, and is in the snapshot of its node")
    void child_onAnotherNode_isSeen() throws InterruptedException {
        try (ActorSystem a = start("a", "");
                ActorSystem b = ActorSystem.create(
                        "b",
                        ConfigFactory.parseString(
                                "garrick.default-dispatcher.watchdog = 50 ms\ngarrick.remote { port = 0, deployment.allow = [\"io.garrick.remoting.*\"] }"))) {
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();
            SystemServices.of(b).addLogListener(Level.WARN, event -> lines.add(event.message()));
            Address node = Remoting.get(b).address();
            ActorRef master = a.actorOf(
                    Props.create(Master.class, () -> new Master(node, new LinkedBlockingQueue<>())), "master");
            master.tell("hold", ActorRef.noSender());
            String line = lines.take();
            List<String> paths = b.snapshot().root().children().stream()
                    .map(actor -> actor.path().toStringWithoutAddress())
                    .toList();
            Worker.HELD.countDown();

            String place = "/remote/garrick/a@127.0.0.1:"
                    + Remoting.get(a).address().port().orElseThrow() + "/user/master/worker";
            assertTrue(line.startsWith("handler holds a shared worker") && line.contains(place), line);
            assertTrue(paths.contains(place), paths.toString());
        }
    }

    @Test
    @DisplayName(
            "N07: what cannot be sent is a dead letter and one error here, what cannot be read one error there, and the link lives")
    void unsendableAndUnreadable_leaveTheLinkAlive() throws InterruptedException {
        String readsNone = "garrick.serialization.default-allow = none\n garrick.remote { port = 0 }";
        try (ActorSystem a = start("a", "max-frame = 1 KiB");
                ActorSystem b = ActorSystem.create("b", ConfigFactory.parseString(readsNone))) {
            BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
            b.actorOf(Props.create(Arrivals.class, () -> new Arrivals(arrived)), "arrivals");
            a.actorOf(echo(new CopyOnWriteArrayList<>())); // its package may travel from here on
            BlockingQueue<Object> lost = new LinkedBlockingQueue<>();
            a.eventStream()
                    .subscribe(a.actorOf(Props.create(Arrivals.class, () -> new Arrivals(lost))), DeadLetter.class);
            List<String> errorsHere = errors(a);
            List<String> errorsThere = errors(b);
            ActorRef there = a.actorSelection(Remoting.get(b).address() + "/user/arrivals")
                    .resolveOne(Duration.ofSeconds(5))
                    .toCompletableFuture()
                    .join();
            Object unsendable = List.of(Runtime.getRuntime());
            Object tooLarge = new byte[2_000];

            there.tell("first", ActorRef.noSender());
            there.tell(unsendable, ActorRef.noSender());
            there.tell(tooLarge, ActorRef.noSender());
            there.tell(new Blob(new byte[1]), ActorRef.noSender());
            there.tell("last", ActorRef.noSender());

            assertEquals("first", arrived.take());
            assertEquals("last", arrived.take());
            for (Object message : List.of(unsendable, tooLarge)) {
                DeadLetter letter = (DeadLetter) lost.take();
                assertSame(message, letter.message());
                assertEquals(DeadLetter.Reason.SERIALIZATION, letter.reason());
                assertEquals(there, letter.recipient());
            }
            assertEquals(2, errorsHere.size(), errorsHere::toString);
            assertTrue(errorsHere.get(0).contains("java.lang.Runtime"), errorsHere.get(0));
            assertTrue(errorsHere.get(1).contains("limit=1024"), errorsHere.get(1));
            assertTrue(errorsHere.get(1).matches(".*bytes=20\\d\\d .*"), errorsHere.get(1));
            assertEquals(1, errorsThere.size(), errorsThere::toString);
            assertTrue(errorsThere.get(0).contains(Blob.class.getName()), errorsThere.get(0));
        }
    }

    private static List<String> errors(ActorSystem system) {
        List<String> errors = new CopyOnWriteArrayList<>();
        SystemServices.of(system).addLogListener(Level.ERROR, event -> errors.add(event.message()));
        return errors;
    }

    /** Hands on what it gets. */
    static final class Arrivals extends AbstractActor {
        private final BlockingQueue<Object> arrived;

        Arrivals(BlockingQueue<Object> arrived) {
            this.arrived = arrived;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ActorRef.class, getContext()::watch)
                    .matchAny(arrived::add)
                    .build();
        }
    }
}
