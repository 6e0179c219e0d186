package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.garrick.docs.MigrationNames.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map from Akka's names to ours, which programs are moved over by: what it says is there is there, and what it says comes later is not. */
class MigrationNamesTest {

    /** Rows that the test sees at least. */
    private static final int FEWEST_ROWS = 650;

    private static final List<Row> ROWS = MigrationNames.ROWS;

    private static String problems(Stream<Row> wrong) {
        return wrong.map(Row::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void row_eachOnceAndOfAKnownKind() {
        assertTrue(ROWS.size() >= FEWEST_ROWS, () -> "too few rows: " + ROWS.size());
        Set<String> kinds = Set.of("same", "renamed", "later", "never");
        assertEquals("", problems(ROWS.stream().filter(row -> !kinds.contains(row.status()))));
        Set<String> seen = new HashSet<>();
        assertEquals("", problems(ROWS.stream().filter(row -> !seen.add(row.old()))), "twice");
        assertEquals(
                "",
                problems(ROWS.stream()
                        .filter(row -> row.is("never")
                                && (!row.ours().equals("-") || row.note().isEmpty()))),
                "what is never here has a note that says what to use");
    }

    @Test
    @DisplayName(
            "Every class and member that the map calls same or renamed is there, for programs to use, with these parameters")
    void row_sameOrRenamed_isThere() {
        assertEquals("", problems(ROWS.stream().filter(Row::isThere).filter(row -> !exists(row.ours()))));
    }

    @Test
    @DisplayName("What the map calls later is not there yet; once it is, the row says so")
    void row_later_isNotThere() {
        assertEquals("", problems(ROWS.stream().filter(row -> row.is("later")).filter(row -> exists(row.ours()))));
    }

    @Test
    @DisplayName(
            "Same means that a rewrite of the import is enough: the simple name of the class and the member's name are the old ones")
    void row_same_hasTheOldName() {
        assertEquals(
                "",
                problems(ROWS.stream()
                        .filter(row -> row.is("same"))
                        .filter(row -> !simpleName(row.old()).equals(simpleName(row.ours())))));
        assertEquals(
                "",
                problems(ROWS.stream()
                        .filter(row -> row.is("renamed"))
                        .filter(row -> withoutPackage(row.old()).equals(withoutPackage(row.ours())))),
                "these are the same");
    }

    @Test
    void row_member_hasARowForItsClass() {
        Set<String> classes = ROWS.stream().map(Row::old).collect(Collectors.toSet());
        assertEquals(
                "",
                problems(ROWS.stream().filter(row -> !classes.contains(row.old().split("#")[0]))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.garrick.actor.NoSuchThing",
                "io.garrick.actor.internal.ActorCell",
                "io.garrick.actor.ActorRef#tell(Object)",
                "io.garrick.actor.ActorRef#tells(Object, ActorRef)",
                "io.garrick.actor.Address#new(String)",
                "io.garrick.actor.ActorPath#names",
                "io.garrick.actor.Stash#stash(Object)"
            })
    void exists_whatIsNotThere_isNotFound(String name) {
        assertFalse(exists(name), name);
    }

    /** The last part of the class's name, with the member's name behind it. */
    private static String simpleName(String name) {
        return withoutPackage(name).replaceAll(".*\\$", "");
    }

    private static String withoutPackage(String name) {
        String[] parts = name.split("#");
        String type = parts[0].substring(parts[0].lastIndexOf('.') + 1);
        return parts.length == 1 ? type : type + "#" + parts[1].replaceAll("\\(.*", "");
    }

    private static boolean exists(String name) {
        String[] parts = name.split("#");
        Optional<Class<?>> type = load(parts[0]);
        return type.isPresent() && (parts.length == 1 || has(type.get(), parts[1]));
    }

    private static Optional<Class<?>> load(String name) {
        try {
            Class<?> type = Class.forName(name, false, MigrationNamesTest.class.getClassLoader());
            return Modifier.isPublic(type.getModifiers()) ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        }
    }

    private static boolean has(Class<?> type, String member) {
        return members(type).anyMatch(found -> signature(found).equals(member));
    }

    private static Stream<? extends Member> members(Class<?> type) {
        Stream<Class<?>> above =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        Stream<? extends Member> own = Stream.of(
                        type.getDeclaredMethods(), type.getDeclaredFields(), type.getDeclaredConstructors())
                .flatMap(Arrays::stream)
                .filter(found -> Modifier.isPublic(found.getModifiers()) || Modifier.isProtected(found.getModifiers()));
        Stream<? extends Member> inherited =
                above.flatMap(MigrationNamesTest::members).filter(found -> !(found instanceof Constructor));
        return Stream.concat(own, inherited);
    }

    private static String signature(Member member) {
        if (!(member instanceof Executable executable)) {
            return member.getName();
        }
        String name = executable instanceof Constructor ? "new" : executable.getName();
        return name
                + Arrays.stream(executable.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
