package io.garrick.serialization;

import static io.garrick.serialization.Systems.roundTrip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import io.garrick.actor.Done;
import io.garrick.actor.Identify;
import io.garrick.actor.Kill;
import io.garrick.actor.PoisonPill;
import io.garrick.actor.Props;
import io.garrick.actor.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    static List<Object> values() {
        Samples.Point point = new Samples.Point(-3, Long.MIN_VALUE);
        Samples.Bean bean = Samples.Bean.of("a", 2);
        bean.parts().add(point);
        List<Object> values = new ArrayList<>(
                List.of("text", "Grüße", "", 1, -1L, 1.5, 2.5f, 'c', (byte) 1, (short) 2, true, point, bean));
        values.addAll(List.of(
                new Samples.Line(point, point, "l"),
                new Samples.Order("o", List.of(point), Map.of("k", 1), Samples.Colour.GREEN),
                new Samples.Any(Samples.Colour.RED),
                new BigDecimal("-12.345"),
                BigInteger.TWO.pow(100),
                UUID.randomUUID(),
                URI.create("http://a/b?c"),
                Locale.GERMANY,
                Optional.of(1),
                Optional.empty(),
                BitSet.valueOf(new long[] {5, 7}),
                TimeUnit.DAYS,
                DayOfWeek.MONDAY));
        values.addAll(List.of(
                Duration.ofNanos(12_345_678_901L),
                Instant.now(),
                LocalDate.now(),
                LocalDateTime.now(),
                OffsetDateTime.now(),
                ZonedDateTime.now(ZoneId.of("Europe/Paris")),
                ZoneId.of("Europe/Paris"),
                Period.ofDays(3),
                new Date(5)));
        values.addAll(List.of(
                new Samples.Wrapped(1, point, Optional.of(List.of(point))),
                Samples.Evolving.of(point, new Samples.Wrapped(1, "x".repeat(200), bean))));
        values.addAll(List.of(
                new ArrayList<>(List.of(1, "b")),
                new LinkedList<>(List.of(1)),
                new HashSet<>(Set.of(1, 2)),
                reversed(),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                new ConcurrentHashMap<>(Map.of(1, 2)),
                new LinkedHashMap<>(Map.of(1, 2)),
                EnumSet.of(Samples.Colour.GREEN),
                EnumSet.noneOf(Samples.Colour.class),
                new EnumMap<>(Map.of(Samples.Colour.GREEN, 1)),
                Arrays.asList(1, null),
                List.of(),
                List.of(1, 2, 3),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3)));
        values.addAll(List.of(
                Map.of(),
                Map.of(1, 2),
                Map.of(1, 2, 3, 4),
                Map.entry("k", "v"),
                Collections.emptyList(),
                Collections.singletonList(1),
                Collections.singleton(1),
                Collections.singletonMap(1, 2),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableList(new LinkedList<>(List.of(1))),
                Collections.unmodifiableSet(new HashSet<>(Set.of(1))),
                Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
                new Address("garrick", "s", "host", 1),
                new Identify("who")));
        return values;
    }

    private static Set<Integer> reversed() {
        Set<Integer> set = new TreeSet<>(Comparator.reverseOrder());
        Collections.addAll(set, 1, 3, 2);
        return set;
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_comesBackEqual_andOfItsClass(Object value) {
        Systems.allowed(wire -> {
            Object back = roundTrip(wire, value);

            assertEquals(value, back);
            assertEquals(value.getClass(), back.getClass());
        });
    }

    @Test
    void viewsOfImmutableLists_comeBackAsImmutableLists() {
        Systems.allowed(wire -> {
            for (List<Integer> list : List.of(
                    List.of(1, 2, 3, 4).subList(1, 3),
                    Stream.of(1, (Integer) null).toList())) {
                List<?> back = (List<?>) roundTrip(wire, list);

                assertEquals(list, back);
                assertThrows(UnsupportedOperationException.class, () -> back.remove(0));
            }
        });
    }

    @Test
    void arrays_comeBack() {
        Systems.allowed(wire -> {
            assertArrayEquals(new int[] {1, -2}, (int[]) roundTrip(wire, new int[] {1, -2}));
            assertArrayEquals(new byte[10_000], (byte[]) roundTrip(wire, new byte[10_000]));
            assertArrayEquals(new String[] {"a", null}, (String[]) roundTrip(wire, new String[] {"a", null}));
            assertArrayEquals(new int[][] {{1}, {}}, (int[][]) roundTrip(wire, new int[][] {{1}, {}}));
            Samples.Point[] points = {new Samples.Point(1, 2)};
            assertArrayEquals(points, (Samples.Point[]) roundTrip(wire, points));
            assertArrayEquals(new Number[] {1, 2L}, (Number[]) roundTrip(wire, new Number[] {1, 2L}));
        });
    }

    @Test
    void mutableHolders_comeBack() {
        Systems.allowed(wire -> {
            assertEquals(7, ((AtomicInteger) roundTrip(wire, new AtomicInteger(7))).get());
            assertEquals(-7, ((AtomicLong) roundTrip(wire, new AtomicLong(-7))).get());
            assertEquals("[1]", roundTrip(wire, new ArrayDeque<>(List.of(1))).toString());
        });
    }

    @Test
    @DisplayName("N08: a transient field does not travel")
    void n08_transientField_doesNotTravel() {
        Systems.allowed(wire -> {
            Samples.Employee back = (Samples.Employee) roundTrip(wire, new Samples.Employee("Ann", 123));

            assertEquals("Ann", back.name);
            assertEquals(0, back.ssn);
        });
    }

    @Test
    void sharedParts_fewOrMany_areOneAgain() {
        Systems.allowed(wire -> {
            for (int parts : new int[] {1, 7, 8, 9, 20}) {
                List<Object> sent = new ArrayList<>();
                for (int i = 0; i < parts; i++) {
                    sent.add(new Samples.Point(i, i));
                }
                sent.addAll(List.copyOf(sent));
                List<?> back = (List<?>) roundTrip(wire, sent);
                assertEquals(sent, back);
                for (int i = 0; i < parts; i++) {
                    assertSame(back.get(i), back.get(parts + i), "parts=" + parts + " part=" + i);
                }
            }
        });
    }

    @Test
    void cycle_comesBackThroughBeans() {
        Systems.allowed(wire -> {
            Samples.Bean bean = Samples.Bean.of("self", 1);
            bean.parts().add(bean);

            Samples.Bean back = (Samples.Bean) roundTrip(wire, bean);

            assertSame(back, back.parts().get(0));
        });
    }

    @Test
    void cycle_throughARecord_isRefused() {
        Systems.allowed(wire -> {
            List<Object> list = new ArrayList<>();
            Samples.Any any = new Samples.Any(list);
            list.add(any);
            byte[] bytes = wire.serialize(any);

            String message = assertThrows(SerializationException.class, () -> wire.deserialize(bytes, Object.class))
                    .getMessage();

            assertTrue(message.startsWith("cycle through a record"), message);
        });
    }

    @Test
    void throwable_comesBackAsData() {
        Systems.allowed(wire -> {
            Exception sent = new IllegalStateException("outer", new CustomException("inner", 3));

            Throwable back = (Throwable) roundTrip(wire, sent);

            assertInstanceOf(IllegalStateException.class, back);
            assertEquals("outer", back.getMessage());
            assertEquals(lines(sent), lines(back));
            assertInstanceOf(ThrowableData.class, back.getCause());
            assertEquals(
                    CustomException.class.getName() + ": inner", back.getCause().getMessage());
        });
    }

    @Test
    @DisplayName("N01: a ref comes back as itself, and that of an actor that has ended as one that is equal to it")
    void ref_comesBackAsItself_alsoAfterItsEnd() {
        Systems.with("", (system, wire) -> {
            ActorRef actor = system.actorOf(Props.create(Idle.class, Idle::new), "idle");

            assertSame(actor, roundTrip(wire, actor));
            assertEquals(new Samples.WithRef(actor), roundTrip(wire, new Samples.WithRef(actor)));

            byte[] bytes = wire.serialize(actor);
            system.stop(actor);
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertNotSame(actor, wire.deserialize(bytes, ActorRef.class)));
            ActorRef ended = wire.deserialize(bytes, ActorRef.class);
            assertEquals(actor, ended);
            assertEquals(ended, actor);
            assertEquals(actor.hashCode(), ended.hashCode());
            ActorRef another = system.actorOf(Props.create(Idle.class, Idle::new), "idle");
            assertEquals(ended, wire.deserialize(bytes, ActorRef.class));
            assertNotEquals(another, ended);
            assertNotEquals(ended, another);
        });
    }

    @Test
    void messagesOfTheRuntime_comeBackEqual() {
        Systems.with("", (system, wire) -> {
            assertSame(PoisonPill.getInstance(), roundTrip(wire, PoisonPill.getInstance()));
            assertSame(Kill.getInstance(), roundTrip(wire, Kill.getInstance()));
            assertSame(Done.getInstance(), roundTrip(wire, Done.getInstance()));
            assertEquals(new Status.Success(List.of(1)), roundTrip(wire, new Status.Success(List.of(1))));
            Status.Failure failure =
                    (Status.Failure) roundTrip(wire, new Status.Failure(new IllegalStateException("why")));
            assertEquals("why", failure.cause().getMessage());
        });
    }

    private static String lines(Throwable failure) {
        return Stream.of(failure.getStackTrace())
                .map(line -> line.getClassName() + line.getMethodName() + line.getFileName() + line.getLineNumber())
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    /** It has no constructor that takes a message alone. */
    static final class CustomException extends Exception {
        private static final long serialVersionUID = 1L;

        CustomException(String message, int ignored) {
            super(message + (ignored < 0 ? "!" : ""));
        }
    }

    /** An actor. */
    static final class Idle extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().build();
        }
    }
}
