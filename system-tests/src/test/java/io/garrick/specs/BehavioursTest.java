package io.garrick.specs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The behaviours of actors that have found bugs in other runtimes are proved in both places; each test says in its name which it proves. */
class BehavioursTest {

    private static final Set<Integer> REHEARSED = numbers(1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 19, 22);
    private static final Set<Integer> ON_THREADS = numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 19, 22);

    private static final Pattern NUMBER = Pattern.compile("\\b[Bb]ehaviour (\\d+)\\b");
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private static Set<Integer> numbers(int... numbers) {
        return new TreeSet<>(IntStream.of(numbers).boxed().toList());
    }

    @Test
    @DisplayName("Each behaviour of actors has a test that is rehearsed and one on threads")
    void behaviour_ofActors_hasItsTestInBothPlaces() throws Exception {
        Map<Integer, Collection<String>> rehearsed = testsOf(method -> isPlayed(method, Staged.On.REHEARSAL));
        Map<Integer, Collection<String>> onThreads =
                testsOf(method -> isPlayed(method, Staged.On.THREADS) || method.isAnnotationPresent(Test.class));
        assertEquals(Set.of(), missing(REHEARSED, rehearsed), () -> "not rehearsed; there are " + rehearsed);
        assertEquals(Set.of(), missing(ON_THREADS, onThreads), () -> "not on threads; there are " + onThreads);
    }

    @Test
    @DisplayName("Specs are played with 50 seeds and 3 times on threads, in the nightly build with 1,000 and 20 times")
    void figures_inTheBuild_areThosePromised() throws IOException {
        String pom = Files.readString(MODULE.resolve("pom.xml"));
        assertEquals(List.of("50", "1000"), valuesOf("specs.seeds", pom));
        assertEquals(List.of("3", "20"), valuesOf("specs.repetitions", pom));
    }

    private static Set<Integer> missing(Set<Integer> wanted, Map<Integer, Collection<String>> found) {
        Set<Integer> missing = new TreeSet<>(wanted);
        missing.removeAll(found.keySet());
        return missing;
    }

    /** The numbers that such tests of this package prove, and their names. */
    private static Map<Integer, Collection<String>> testsOf(Predicate<Method> wanted) throws Exception {
        Map<Integer, Collection<String>> tests = new TreeMap<>();
        for (Class<?> each : classes()) {
            for (Method method : each.getDeclaredMethods()) {
                DisplayName name = method.getAnnotation(DisplayName.class);
                if (name != null && wanted.test(method)) {
                    Matcher number = NUMBER.matcher(name.value());
                    while (number.find()) {
                        tests.computeIfAbsent(Integer.valueOf(number.group(1)), any -> new TreeSet<>())
                                .add(each.getSimpleName() + "#" + method.getName());
                    }
                }
            }
        }
        return tests;
    }

    private static boolean isPlayed(Method method, Staged.On on) {
        Staged staged = method.getAnnotation(Staged.class);
        return staged != null && List.of(staged.on()).contains(on);
    }

    private static List<Class<?>> classes() throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        Path folder = MODULE.resolve("src/test/java/io/garrick/specs");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("Spec.java") || name.endsWith("Test.java")) {
                    classes.add(Class.forName("io.garrick.specs." + name.replace(".java", "")));
                }
            }
        }
        assertTrue(classes.size() > 40, () -> "classes=" + classes.size());
        return classes;
    }

    private static List<String> valuesOf(String property, String pom) {
        Matcher value =
                Pattern.compile("<" + Pattern.quote(property) + ">(\\d+)</").matcher(pom);
        return value.results().map(result -> result.group(1)).toList();
    }
}
