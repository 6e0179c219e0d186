package io.garrick.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes that the rules look at, read once; and the guard that they are all there. */
final class House {

    /** Published modules and the packages they may have. */
    static final List<Module> MODULES = List.of(
            new Module("dispatcher", 1, "io.garrick.dispatch"),
            new Module("supervision", 1, "io.garrick.supervision"),
            new Module(
                    "runtime",
                    3,
                    "io.garrick.actor",
                    "io.garrick.actor.spi",
                    "io.garrick.event",
                    "io.garrick.actor.internal"),
            new Module("patterns", 2, "io.garrick.pattern", "io.garrick.routing"),
            new Module("serialization", 1, "io.garrick.serialization", "io.garrick.serialization.index"),
            new Module("remoting", 1, "io.garrick.remoting", "io.garrick.remoting.netty"),
            new Module("testkit", 2, "io.garrick.testkit", "io.garrick.testkit.junit"));

    /** The samples whose packages {@code actors}, {@code saga} and {@code domain} keep the rules that make a rehearsal possible. */
    static final List<String> SAMPLES = List.of("samples/flight-booking", "samples/primes");

    /** Top-level classes that the rules see at least; raise it as the code grows. */
    static final int FEWEST_CLASSES = 150;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.garrick");

    private House() {}

    /**
     * A published module.
     *
     * @param exports how many packages it may export
     */
    record Module(String folder, int exports, Set<String> packages) {

        Module(String folder, int exports, String... packages) {
            this(folder, exports, Set.of(packages));
        }

        boolean owns(JavaClass type) {
            return packages.contains(type.getPackageName());
        }
    }

    /** Everything of the published modules. */
    static Stream<JavaClass> published() {
        return CLASSES.stream().filter(type -> MODULES.stream().anyMatch(module -> module.owns(type)));
    }

    /** The samples' own classes. */
    static Stream<JavaClass> samples() {
        return CLASSES.stream().filter(type -> type.getPackageName().startsWith("io.garrick.samples."));
    }

    /** What must run under a rehearsal: the published modules, and the samples without their servers. */
    static Stream<JavaClass> rehearsable() {
        Set<String> parts = Set.of("actors", "saga", "domain");
        return Stream.concat(
                published(),
                samples()
                        .filter(type ->
                                Stream.of(type.getPackageName().split("\\.")).anyMatch(parts::contains)));
    }

    static JavaClasses publishedAndSamples() {
        Set<JavaClass> types = Stream.concat(published(), samples()).collect(Collectors.toSet());
        return CLASSES.that(com.tngtech.archunit.base.DescribedPredicate.describe("ours", types::contains));
    }

    static Module module(String folder) {
        return MODULES.stream()
                .filter(module -> module.folder().equals(folder))
                .findFirst()
                .orElseThrow();
    }

    /** The class as people name it: without what is nested in it. */
    static String topLevelName(JavaClass type) {
        String name = type.getName();
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }

    /** Fails unless every class that has a source file in one of these folders was seen. */
    static void ensureSawAll(Stream<JavaClass> seen, Stream<String> folders) {
        Set<String> names = seen.map(House::topLevelName).collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = folders.flatMap(Sources::mainClasses).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(names);
        assertTrue(missing.isEmpty(), () -> "the rules saw no class file of: " + missing);
        assertTrue(
                names.size() >= FEWEST_CLASSES,
                () -> "the rules saw too few classes: " + names.size() + " of " + names);
    }

    static void ensureSawAllPublished() {
        ensureSawAll(published(), MODULES.stream().map(Module::folder));
    }
}
