package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S08 a decider made from a map")
class DeciderOfMapTest {

    private static final Directive[] DIRECTIVES = Directive.values();

    /** What the promise says, without any order: up from the failure's class until the map has one. */
    private static Directive nearest(Map<Class<? extends Throwable>, Directive> directives, Throwable cause) {
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            Directive found = directives.get(type);
            if (found != null) {
                return found;
            }
        }
        return Directive.ESCALATE;
    }

    private static Map<Class<? extends Throwable>, Directive> randomMap(Random random, List<Throwable> failures) {
        List<Throwable> shuffled = new ArrayList<>(failures);
        Collections.shuffle(shuffled, random);
        Map<Class<? extends Throwable>, Directive> directives = new LinkedHashMap<>();
        for (Throwable each : shuffled.subList(0, 1 + random.nextInt(shuffled.size()))) {
            directives.put(each.getClass(), DIRECTIVES[random.nextInt(DIRECTIVES.length)]);
        }
        return directives;
    }

    /** Whether the order of the map would have misled: the first class that fits says something else than the nearest. */
    private static boolean misleads(Map<Class<? extends Throwable>, Directive> directives, Throwable cause) {
        return directives.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(cause))
                .findFirst()
                .filter(entry -> entry.getValue() != nearest(directives, cause))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("S08 random hierarchies in random order: the nearest class decides, what fits none is escalated")
    void makeDecider_randomHierarchies_nearestClassDecides(long seed, @TempDir Path folder) throws Exception {
        Random random = new Random(seed);
        int misleading = 0;
        int unmatched = 0;
        try (GeneratedFailures failures = GeneratedFailures.make(random, 60, folder)) {
            for (int map = 0; map < 500; map++) {
                Map<Class<? extends Throwable>, Directive> directives = randomMap(random, failures.all());
                Decider decider = SupervisorStrategy.makeDecider(directives);
                for (Throwable cause : failures.all()) {
                    assertEquals(nearest(directives, cause), decider.apply(cause), () -> cause + " by " + directives);
                    misleading += misleads(directives, cause) ? 1 : 0;
                    unmatched += directives.keySet().stream().noneMatch(type -> type.isInstance(cause)) ? 1 : 0;
                }
            }
        }
        assertTrue(misleading > 1_000 && unmatched > 1_000, "misleading=" + misleading + " unmatched=" + unmatched);
    }

    @Test
    @DisplayName("S08 a subclass wins over its superclass, wherever it stands in the map")
    void makeDecider_superclassFirst_subclassWins() throws Exception {
        Map<Class<? extends Exception>, Directive> directives = new LinkedHashMap<>();
        directives.put(Exception.class, Directive.STOP);
        directives.put(IOException.class, Directive.RESTART);
        directives.put(FileNotFoundException.class, Directive.RESUME);
        Decider decider = SupervisorStrategy.makeDecider(directives);
        directives.clear();

        assertEquals(Directive.RESUME, decider.apply(new FileNotFoundException()));
        assertEquals(Directive.RESTART, decider.apply(new IOException()));
        assertEquals(Directive.STOP, decider.apply(new UncheckedIOException(new IOException())));
        assertEquals(Directive.ESCALATE, decider.apply(new AssertionError()));
        assertEquals(Directive.STOP, new OneForOneStrategy(decider).decide(new Exception()));
    }

    @Test
    @DisplayName("S08 the builder goes on after the classes of a map, with the default decider for instance")
    void builder_ofMap_takesMoreCases() throws Exception {
        Decider decider = DeciderBuilder.of(
                        Map.of(Throwable.class, Directive.STOP, IOException.class, Directive.RESUME))
                .matchAny(cause -> Directive.RESTART)
                .build();
        assertEquals(Directive.STOP, decider.apply(new Error()));

        Decider withDefault = DeciderBuilder.of(Map.of(IOException.class, Directive.RESUME))
                .match(IOException.class, cause -> Directive.STOP)
                .matchAny(SupervisorStrategy.defaultDecider())
                .build();
        assertEquals(Directive.RESUME, withDefault.apply(new FileNotFoundException()));
        assertEquals(Directive.RESTART, withDefault.apply(new IllegalStateException()));
        assertEquals(Directive.STOP, withDefault.apply(new ActorKilledException("x")));
    }

    @Test
    @DisplayName("S08 a map that is empty, or has nulls or something else, is refused with what is wrong")
    void makeDecider_badMap_isRefused() {
        assertEquals("directives", refusal(NullPointerException.class, null));
        assertEquals(
                "directives must be for one exception class at least: directives={}",
                refusal(IllegalArgumentException.class, Map.of()));
        assertEquals(
                "exception class must not be null: directive=STOP",
                refusal(NullPointerException.class, entry(null, Directive.STOP)));
        assertEquals(
                "directive must not be null: class=java.io.IOException",
                refusal(NullPointerException.class, entry(IOException.class, null)));
        assertEquals(
                "directives are for exception classes: class=java.lang.String directive=STOP",
                refusal(IllegalArgumentException.class, entry(String.class, Directive.STOP)));
        assertEquals(
                "directives are for exception classes: class=java.io.IOException directive=STOP",
                refusal(IllegalArgumentException.class, entry("java.io.IOException", Directive.STOP)));
        assertEquals(
                "not a directive: class=java.io.IOException directive=stop",
                refusal(IllegalArgumentException.class, entry(IOException.class, "stop")));
    }

    private static Map<Object, Object> entry(Object type, Object directive) {
        Map<Object, Object> map = new HashMap<>();
        map.put(type, directive);
        return map;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static String refusal(Class<? extends RuntimeException> type, Map directives) {
        return assertThrows(type, () -> SupervisorStrategy.makeDecider(directives))
                .getMessage();
    }
}
