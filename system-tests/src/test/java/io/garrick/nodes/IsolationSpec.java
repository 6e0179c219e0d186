package io.garrick.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.AbstractActorWithStash;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.DeadLetter.Reason;
import io.garrick.actor.Done;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.NoSerializationVerificationNeeded;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.ReceiveTimeout;
import io.garrick.actor.Status;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.Overflow;
import io.garrick.pattern.Patterns;
import io.garrick.routing.Broadcast;
import io.garrick.routing.RoundRobinPool;
import io.garrick.specs.Ear;
import io.garrick.testkit.Rehearsal;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Messages between local actors that are copied, or checked for changes, rehearsed. */
class IsolationSpec {

    /** A message that its sender can change. */
    static final class Order implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int number;
        private int price;
        private final ArrayList<Item> items = new ArrayList<>();
        private final transient List<String> notes = new ArrayList<>();
        private transient int reads = 7;

        Order(int number) {
            this.number = number;
        }
    }

    /** A part of it. */
    static final class Item implements Serializable {
        private static final long serialVersionUID = 1L;

        private String name;

        Item(String name) {
            this.name = name;
        }
    }

    /** A part that cannot become bytes. */
    record Sealed(String name, @Nullable Object secret) {}

    /** Several refs. */
    record Refs(List<ActorRef> all) {}

    /** What stays here. */
    @FunctionalInterface
    interface Local extends NoSerializationVerificationNeeded {
        void run();
    }

    private enum Colour {
        RED
    }

    /** Puts the first numbers aside and handles them after the last. */
    private static final class Patient extends AbstractActorWithStash {
        private final List<Object> heard;
        private final int most;

        Patient(List<Object> heard, int most) {
            this.heard = heard;
            this.most = most;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Order.class, order -> order.number < most, order -> {
                        order.price++; // it is the actor's own now
                        stash();
                    })
                    .match(Order.class, order -> {
                        heard.add(order);
                        unstashAll();
                        getContext()
                                .become(receiveBuilder().matchAny(heard::add).build());
                    })
                    .build();
        }
    }

    /** A system that isolates, with what it loses and complains of. */
    private static final class Scene {
        private final Rehearsal rehearsal;
        private final ActorSystem system;
        private final List<DeadLetter> lost = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private final List<Object> heard = new ArrayList<>();

        Scene(Rehearsal rehearsal, String mode) {
            this(rehearsal, mode, settings -> settings);
        }

        Scene(Rehearsal rehearsal, String mode, UnaryOperator<SystemSettings> change) {
            this.rehearsal = rehearsal;
            this.system = rehearsal.create("here", change.apply(settings(mode)));
            system.eventStream().subscribe(new Ear(system, letter -> lost.add((DeadLetter) letter)), DeadLetter.class);
            SystemServices.of(system).addLogListener(Level.ERROR, event -> errors.add(event.message()));
        }

        static SystemSettings settings(String mode) {
            return SystemSettings.from(ConfigFactory.parseString("garrick.message-isolation = " + mode
                            + "\ngarrick.serialization.allow = [\"io.garrick.nodes.*\"]"))
                    .withDeadLettersLogged(0);
        }

        ActorRef actor() {
            return system.actorOf(Mime.props(heard));
        }

        void assertNothingLost() {
            assertEquals(List.of(), lost);
            assertEquals(List.of(), errors);
        }
    }

    private static Order order() {
        Order order = new Order(1);
        order.price = 10;
        order.items.add(new Item("apple"));
        order.items.add(new Item("pear"));
        return order;
    }

    @Test
    @DisplayName("N01: with copies, what the sender changes afterwards is not seen by the recipient")
    void copy_changedAfterwards_arrivesAsItWasSent() {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, "copy");
            Order order = order();

            scene.actor().tell(order, ActorRef.noSender());
            order.price = 20;
            order.items.get(0).name = "plum";
            rehearsal.run();

            Order arrived = (Order) scene.heard.get(0);
            assertNotSame(order, arrived);
            assertEquals(10, arrived.price);
            assertEquals("apple", arrived.items.get(0).name);
            scene.assertNothingLost();
        });
    }

    @Test
    @DisplayName("N08: transient fields travel neither to another node nor into a copy, and the two are the same bytes")
    void transientFields_copiedAndSent_areEqual() {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, "copy");
            Nodes nodes = new Nodes(rehearsal, "");
            ActorSystem a = nodes.start("a", 1);
            ActorSystem b = nodes.start("b", 2);
            List<Object> elsewhere = new ArrayList<>();
            Order order = order();
            order.notes.add("fragile");

            scene.actor().tell(order, ActorRef.noSender());
            nodes.seenFrom(a, b.actorOf(Mime.props(elsewhere))).tell(order, ActorRef.noSender());
            rehearsal.run();

            for (Object arrived : List.of(scene.heard.get(0), elsewhere.get(0))) {
                Order there = (Order) arrived;
                assertSame(null, there.notes);
                assertEquals(0, there.reads);
                assertEquals(10, there.price);
                assertEquals(
                        List.of("apple", "pear"),
                        there.items.stream().map(item -> item.name).toList());
            }
            assertEquals(7, order.reads);
        });
    }

    @Test
    @DisplayName(
            "N01: with checks, a message that was changed after it was sent is a dead letter, and one error names class and field")
    void check_changedOnTheWay_isNotHandledAndReported() {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, "check");
            Order changed = order();
            Order price = order();
            Order kept = order();
            Order longer = order();
            ActorRef actor = scene.actor();

            actor.tell(changed, ActorRef.noSender());
            actor.tell(price, ActorRef.noSender());
            actor.tell(kept, ActorRef.noSender());
            actor.tell(longer, ActorRef.noSender());
            changed.items.get(1).name = "plum";
            price.price = 11;
            longer.items.add(new Item("fig"));
            rehearsal.run();

            assertEquals(List.of(kept), scene.heard);
            assertSame(kept, scene.heard.get(0));
            assertEquals(
                    List.of(changed, price, longer),
                    scene.lost.stream().map(DeadLetter::message).toList());
            assertTrue(scene.lost.stream().allMatch(letter -> letter.reason() == Reason.SERIALIZATION));
            assertEquals(3, scene.errors.size());
            assertTrue(scene.errors
                    .get(0)
                    .startsWith("message was changed after it was sent, it is not handled: class="
                            + Order.class.getName()));
            assertTrue(scene.errors.get(0).contains("path=Order.items[1].name"), scene.errors.get(0));
            assertTrue(scene.errors.get(1).contains("path=Order.price"), scene.errors.get(1));
            assertTrue(scene.errors.get(2).contains("path=Order.items"), scene.errors.get(2));
        });
    }

    @Test
    void check_refReplacedOnTheWay_isNoticed() {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, "check");
            ActorRef actor = scene.actor();
            List<ActorRef> refs = new ArrayList<>(List.of(actor));
            Refs message = new Refs(refs);

            actor.tell(message, ActorRef.noSender());
            refs.set(0, scene.actor());
            rehearsal.run();

            assertEquals(List.of(), scene.heard);
            assertEquals(Reason.SERIALIZATION, scene.lost.get(0).reason());
            assertTrue(scene.errors.get(0).contains("problem=other refs"), scene.errors.get(0));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "check"})
    @DisplayName(
            "N07: what cannot become bytes is a dead letter, and one error names its class and the path of the field")
    void tell_unserializable_isADeadLetterAndOneError(String mode) {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, mode);
            ActorRef sender = scene.actor();
            Sealed message = new Sealed("box", new Thread("never started"));

            ActorRef actor = scene.actor();
            actor.tell(message, sender);
            actor.tell(new Mime.Number(1), sender);
            rehearsal.run();

            assertEquals(List.of(new Mime.Number(1)), scene.heard);
            assertEquals(List.of(new DeadLetter(message, sender, actor, Reason.SERIALIZATION)), scene.lost);
            assertEquals(1, scene.errors.size());
            String error = scene.errors.get(0);
            assertTrue(error.startsWith("message cannot be isolated: class=" + Sealed.class.getName()), error);
            assertTrue(error.contains("class=java.lang.Thread") && error.contains("path=Sealed.secret"), error);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "check"})
    void tell_whatNobodyCanChangeOrIsMarkedOrTheRuntimes_isTheVeryObject(String mode) {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, mode);
            ActorRef actor = scene.actor();
            Local marked = () -> {};
            List<Object> all = List.of(
                    String.join(" ", "made", "here"),
                    123_456_789,
                    Colour.RED,
                    actor,
                    marked,
                    Done.getInstance(),
                    ReceiveTimeout.getInstance());

            all.forEach(each -> actor.tell(each, ActorRef.noSender()));
            actor.tell(PoisonPill.getInstance(), ActorRef.noSender());
            rehearsal.run();

            assertEquals(all.size(), scene.heard.size());
            for (int i = 0; i < all.size(); i++) {
                assertSame(all.get(i), scene.heard.get(i));
            }
            scene.assertNothingLost();
        });
    }

    @Test
    @DisplayName(
            "N01: refs in copies are the very refs: of actors here, ended ones, of those who wait for an answer, of other systems")
    void copy_refsInside_areTheVeryRefs() {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, "copy");
            ActorSystem other = rehearsal.create("other", SystemSettings.defaults());
            ActorRef ended = scene.actor();
            ended.tell(PoisonPill.getInstance(), ActorRef.noSender());
            rehearsal.run();
            ActorRef actor = scene.actor();
            List<ActorRef> refs = List.of(
                    actor,
                    ended,
                    scene.system.deadLetters(),
                    new Ear(scene.system, ignored -> {}),
                    other.actorOf(Mime.echo()),
                    actor);

            actor.tell(new Refs(refs), ActorRef.noSender());
            rehearsal.run();

            List<ActorRef> arrived = ((Refs) scene.heard.get(0)).all();
            assertEquals(refs.size(), arrived.size());
            for (int i = 0; i < refs.size(); i++) {
                assertSame(refs.get(i), arrived.get(i));
            }
        });
    }

    @Test
    void ask_ofAnIsolatedActor_isAnsweredWithItsCopy() {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, "copy");
            Order order = order();

            CompletionStage<Object> answer =
                    Patterns.ask(scene.system.actorOf(Mime.echo()), new Status.Success(order), Duration.ofSeconds(1));

            Object echoed = rehearsal.await(answer);
            Order copy = (Order) Objects.requireNonNull(echoed);
            assertNotSame(order, copy);
            assertEquals(order.price, copy.price);
            scene.assertNothingLost();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "check"})
    @DisplayName(
            "M01, M05: order holds by way of stash and forward, and what the recipient has put aside is its own to change")
    void stashAndForward_underIsolation_keepOrderAndLoseNothing(String mode) {
        int most = 20;
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, mode);
            ActorRef patient =
                    scene.system.actorOf(Props.create(Patient.class, () -> new Patient(scene.heard, most)), "patient");
            List<Object> passed = new ArrayList<>();
            ActorRef forwarder = scene.system.actorOf(
                    Mime.props(passed, (self, message) -> patient.forward(message, self.getContext())));

            IntStream.rangeClosed(0, most).forEach(i -> forwarder.tell(new Order(i), ActorRef.noSender()));
            rehearsal.run();

            List<Integer> numbers =
                    scene.heard.stream().map(each -> ((Order) each).number).toList();
            assertEquals(most, numbers.get(0));
            assertEquals(IntStream.range(0, most).boxed().toList(), numbers.subList(1, numbers.size()));
            scene.assertNothingLost();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "check"})
    void fullMailbox_underIsolation_refusesAsEver(String mode) {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, mode);
            ActorRef fails =
                    scene.system.actorOf(Mime.props(scene.heard).withMailbox(Mailboxes.bounded(2, Overflow.fail())));
            ActorRef drops = scene.system.actorOf(
                    Mime.props(scene.heard).withMailbox(Mailboxes.bounded(2, Overflow.dropNewest())));
            AtomicReference<MailboxFullException> full = new AtomicReference<>();
            Local burst = () -> {
                for (int i = 0; i < 3; i++) {
                    drops.tell(new Mime.Number(i), ActorRef.noSender());
                }
                full.set(assertThrows(
                        MailboxFullException.class,
                        () -> IntStream.range(0, 3)
                                .forEach(i -> fails.tell(new Mime.Number(10 + i), ActorRef.noSender()))));
            };
            rehearsal.run();
            burst.run();
            rehearsal.run();

            assertEquals(4, scene.heard.size());
            assertEquals(
                    List.of(Reason.OVERFLOW),
                    scene.lost.stream().map(DeadLetter::reason).toList());
            assertEquals(new Mime.Number(2), scene.lost.get(0).message());
        });
    }

    @Test
    @DisplayName("What a router hands on is isolated for each that gets it")
    void broadcast_byARouter_isACopyForEach() {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, "copy");
            ActorRef router = scene.system.actorOf(new RoundRobinPool(3).props(Mime.props(scene.heard)));
            Order order = order();

            router.tell(new Broadcast(order), ActorRef.noSender());
            order.price = 20;
            rehearsal.run();

            assertEquals(3, scene.heard.stream().distinct().count());
            assertTrue(scene.heard.stream().allMatch(each -> ((Order) each).price == 10));
            scene.assertNothingLost();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "check"})
    @DisplayName("Q11: the sender's context travels with what is isolated")
    void context_underIsolation_isRestored(String mode) {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            ThreadLocal<@Nullable String> here = new ThreadLocal<>();
            ContextPropagation carrying = new ContextPropagation() {
                @Override
                @Nullable
                public Object capture() {
                    return here.get();
                }

                @Override
                public Scope restore(Object captured) {
                    here.set((String) captured);
                    return here::remove;
                }
            };
            Scene scene = new Scene(rehearsal, mode, settings -> settings.withContextPropagation(carrying));
            List<Object> seen = new ArrayList<>();
            Props props = Mime.props(scene.heard, (self, message) -> seen.add(String.valueOf(here.get())));
            ActorRef actor = scene.system.actorOf(props);
            ActorRef router = scene.system.actorOf(new RoundRobinPool(1).props(props));

            here.set("request 1");
            actor.tell(order(), ActorRef.noSender());
            router.tell(order(), ActorRef.noSender());
            here.remove();
            rehearsal.run();

            assertEquals(List.of("request 1", "request 1"), seen);
            scene.assertNothingLost();
        });
    }

    @Test
    @DisplayName("A message that waits for room, or behind a failure, is neither lost nor checked a second time")
    void check_mailboxesThatBlockAndRestarts_loseNothing() {
        Rehearsal.explore(Nodes.SEEDS, rehearsal -> {
            Scene scene = new Scene(rehearsal, "check");
            ActorRef fails = scene.system.actorOf(Mime.props(scene.heard, (self, message) -> {
                        ((Order) message).price++;
                        if (((Order) message).number == 1) {
                            throw new IllegalStateException("as asked");
                        }
                    })
                    .withMailbox(Mailboxes.bounded(1, Overflow.block(Duration.ofSeconds(1)))));
            rehearsal.run();
            List<Order> orders = IntStream.range(0, 4).mapToObj(Order::new).toList();

            orders.forEach(order -> fails.tell(order, ActorRef.noSender()));
            rehearsal.run();

            List<Object> all = new ArrayList<>(scene.heard);
            scene.lost.forEach(letter -> all.add(letter.message()));
            assertEquals(Set.copyOf(orders), Set.copyOf(all));
            assertEquals(orders.size(), all.size());
            assertTrue(scene.lost.stream().allMatch(letter -> letter.reason() == Reason.OVERFLOW));
        });
    }

    @Test
    void wordsThatAreNone_inTheConfiguration_areRefused() {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> Scene.settings("copies"));
        assertTrue(String.valueOf(refused.getMessage()).contains("nearest=[copy"), refused.getMessage());
    }
}
