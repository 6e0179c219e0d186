package io.garrick.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.actor.AbstractActor.Receive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceiveTest {

    private final List<String> handled = new ArrayList<>();

    @Test
    void sevenOverloads_givenAsMethodReference_eachIsResolved() throws Exception {
        Receive receive = ReceiveBuilder.create()
                .match(String.class, this::handle)
                .match(Integer.class, this::handle)
                .match(Long.class, this::handle)
                .match(Double.class, this::handle)
                .match(Character.class, this::handle)
                .match(Boolean.class, this::handle)
                .match(Collection.class, this::handle)
                .build();
        for (Object message : List.of("s", 1, 2L, 3.0, 'c', true, List.of(4))) {
            assertTrue(receive.handle(message));
        }
        assertEquals(
                List.of(
                        "String s",
                        "Integer 1",
                        "Long 2",
                        "Double 3.0",
                        "Character c",
                        "Boolean true",
                        "Collection [4]"),
                handled);
    }

    @Test
    @DisplayName("M05 the first matching case wins")
    void cases_severalMatch_firstHandles() throws Exception {
        Receive receive = ReceiveBuilder.create()
                .match(Integer.class, i -> i < 0, i -> handled.add("negative"))
                .match(Number.class, n -> handled.add("number"))
                .match(Integer.class, i -> handled.add("never"))
                .matchEquals("on", s -> handled.add("on"))
                .matchEquals("off", s -> false, s -> handled.add("never"))
                .matchAny(o -> handled.add("any"))
                .build();
        for (Object message : List.of(-1, 1, 1L, "on", "off", 'x')) {
            assertTrue(receive.handle(message));
        }
        assertEquals(List.of("negative", "number", "number", "on", "any", "any"), handled);
    }

    @Test
    void externalPredicate_changes_isAskedEachTime() throws Exception {
        boolean[] open = {false};
        Receive receive = ReceiveBuilder.create()
                .match(String.class, () -> open[0], handled::add)
                .matchEquals(7, () -> open[0], i -> handled.add("seven"))
                .matchAny(() -> open[0], o -> handled.add("any"))
                .build();
        assertFalse(receive.handle("lost"));
        assertFalse(receive.handle(7));
        assertFalse(receive.handle('x'));
        open[0] = true;
        assertTrue(receive.handle("found"));
        assertTrue(receive.handle(7));
        assertTrue(receive.handle('x'));
        assertEquals(List.of("found", "seven", "any"), handled);
    }

    @Test
    void matchUnchecked_genericHandler_getsTheMessage() throws Exception {
        Receive receive = ReceiveBuilder.create()
                .matchUnchecked(
                        Set.class, (Set<String> set) -> set.isEmpty(), (Set<String> set) -> handled.add("empty"))
                .matchUnchecked(Set.class, () -> false, (Set<String> set) -> handled.add("never"))
                .matchUnchecked(Set.class, (Set<String> set) -> handled.addAll(set))
                .build();
        receive.handle(Set.of());
        receive.handle(Set.of("one"));
        assertEquals(List.of("empty", "one"), handled);
    }

    @Test
    void handler_throwsCheckedException_reachesTheCaller() {
        IOException failure = new IOException("disk");
        Receive receive = ReceiveBuilder.create()
                .matchAny(o -> {
                    throw failure;
                })
                .build();
        assertSame(failure, assertThrows(IOException.class, () -> receive.handle("x")));
    }

    @Test
    void orElse_bothMatch_firstBehaviourHandles() throws Exception {
        Receive first = ReceiveBuilder.create()
                .match(String.class, s -> handled.add("1" + s))
                .build();
        Receive second = Receive.of(o -> handled.add("2" + o));
        Receive both = first.orElse(second);
        both.handle("a");
        both.handle(5);
        assertFalse(Receive.empty().orElse(first).handle(5));
        assertEquals(List.of("1a", "25"), handled);
        assertEquals(List.of(String.class, Object.class), both.matchedClasses());
    }

    @Test
    void builder_goesOnAfterBuild_builtBehaviourStays() throws Exception {
        ReceiveBuilder builder = ReceiveBuilder.create();
        Receive nothing = builder.build();
        Receive anything = builder.matchAny(o -> {}).build();
        assertFalse(nothing.handle("x"));
        assertTrue(anything.handle("x"));
    }

    @Test
    void onMessage_combinedAndWrapped_behavesAsTheBehaviours() throws Exception {
        Receive strings =
                ReceiveBuilder.create().match(String.class, handled::add).build();
        Receive numbers = ReceiveBuilder.create()
                .match(Integer.class, i -> handled.add("#" + i))
                .build();
        PartialHandler function = strings.onMessage().orElse(numbers.onMessage());
        assertTrue(function.isDefinedAt(1));
        assertFalse(function.isDefinedAt(1.0));
        assertThrows(IllegalArgumentException.class, () -> function.apply(1.0));
        Receive receive = new Receive(function);
        receive.handle(1);
        receive.handle("s");
        assertEquals(List.of("#1", "s"), handled);
        assertEquals(List.of(String.class, Integer.class), receive.matchedClasses());
    }

    @Test
    void partialHandler_ofAnother_isTriedInOrder() throws Exception {
        PartialHandler mine = new PartialHandler() {
            @Override
            public boolean isDefinedAt(Object message) {
                return message.equals("mine");
            }

            @Override
            public void apply(Object message) {
                handled.add("by me");
            }
        };
        Receive others = Receive.of(o -> handled.add("by others"));
        Receive receive = new Receive(mine.orElse(others.onMessage()));
        receive.handle("mine");
        receive.handle("yours");
        assertFalse(new Receive(mine).handle("yours"));
        assertEquals(List.of("by me", "by others"), handled);
    }

    @Test
    void matchedClasses_valuesAndTypes_nameEachClassOnce() {
        Receive receive = ReceiveBuilder.create()
                .matchEquals("a", s -> {})
                .match(String.class, s -> {})
                .match(Integer.class, i -> {})
                .matchAny(o -> {})
                .build();
        assertEquals(List.of(String.class, Integer.class, Object.class), receive.matchedClasses());
        assertEquals("Receive[String, Integer, Object]", receive.toString());
    }

    @Test
    void match_primitiveType_isRefused() {
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> ReceiveBuilder.create().match(int.class, i -> {}));
        assertEquals("no message is of a primitive type: type=int", error.getMessage());
    }

    private void handle(String message) {
        handled.add("String " + message);
    }

    private void handle(Integer message) {
        handled.add("Integer " + message);
    }

    private void handle(Long message) {
        handled.add("Long " + message);
    }

    private void handle(Double message) {
        handled.add("Double " + message);
    }

    private void handle(Character message) {
        handled.add("Character " + message);
    }

    private void handle(Boolean message) throws IOException {
        handled.add("Boolean " + message);
    }

    private void handle(Collection<?> message) {
        handled.add("Collection " + message);
    }
}
