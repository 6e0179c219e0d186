package io.garrick.house;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which package may know which. */
class ArrowsTest {

    private static final int MOST_SPI_TYPES = 11;

    @SuppressWarnings("unused") // by @FieldSource
    private static final Iterable<House.Module> MODULES =
            House.MODULES.stream().filter(Sources::hasModuleInfo).toList();

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "supervision"})
    void groundFloor_namesNoOtherModule(String folder) {
        House.ensureSawAllPublished();
        House.Module module = House.module(folder);

        assertEquals("", strangers(module, Set.of()), folder + " knows no actor and none of our modules");
    }

    @Test
    void runtime_namesTheGroundFloorOnly() {
        House.ensureSawAllPublished();

        assertEquals("", strangers(House.module("runtime"), Set.of("io.garrick.dispatch", "io.garrick.supervision")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"patterns", "serialization", "testkit"})
    void upperFloor_usesExportedPackagesOnly(String folder) {
        House.ensureSawAllPublished();
        Set<String> exported = Set.of(
                "io.garrick.dispatch",
                "io.garrick.supervision",
                "io.garrick.actor",
                "io.garrick.actor.spi",
                "io.garrick.event");

        assertEquals(
                "", strangers(House.module(folder), exported), "if it needs more, the API is incomplete: fix that");
    }

    @Test
    void remoting_usesExportedPackagesOnly_serializationAsWell() {
        House.ensureSawAllPublished();

        assertEquals(
                "",
                strangers(
                        House.module("remoting"),
                        Set.of(
                                "io.garrick.dispatch",
                                "io.garrick.actor",
                                "io.garrick.actor.spi",
                                "io.garrick.event",
                                "io.garrick.serialization")));
    }

    /** What carries the bytes can be another one, and is another one in a rehearsal. */
    @Test
    void netty_isNamedByItsPackageOnly() {
        House.ensureSawAllPublished();

        String found = House.published()
                .filter(type -> !type.getPackageName().equals("io.garrick.remoting.netty"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency ->
                        dependency.getTargetClass().getPackageName().startsWith("io.netty."))
                .map(Dependency::getDescription)
                .sorted()
                .collect(Collectors.joining("\n"));

        assertEquals("", found);
    }

    @Test
    void packages_haveNoCycle() {
        House.ensureSawAllPublished();
        DescribedPredicate<JavaClass> nameInternal =
                DescribedPredicate.describe("factories and bases", ArrowsTest::mayNameInternal);
        DescribedPredicate<JavaClass> internal = DescribedPredicate.describe("internal", ArrowsTest::isInternal);

        SlicesRuleDefinition.slices()
                .assignedFrom(new Packages())
                .should()
                .beFreeOfCycles()
                .ignoreDependency(nameInternal, internal)
                .check(House.publishedAndSamples());
    }

    @Test
    void internal_isNamedByFactoriesAndBasesOnly() {
        House.ensureSawAllPublished();

        String found = Stream.concat(House.published(), House.samples())
                .filter(type -> !isInternal(type) && !mayNameInternal(type))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> isInternal(dependency.getTargetClass()))
                .map(Dependency::getDescription)
                .sorted()
                .collect(Collectors.joining("\n"));

        assertEquals("", found, "only what is listed in Allowances may name internal");
    }

    @Test
    void allowancesToNameInternal_areAllNeeded() {
        Set<String> idle = new TreeSet<>(Allowances.NAME_INTERNAL.keySet());
        House.published()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> isInternal(dependency.getTargetClass())))
                .forEach(type -> idle.remove(House.topLevelName(type)));

        assertEquals(Set.of(), idle, "take these out of Allowances");
    }

    /** They work by Unsafe, which a later JDK denies, or need a flag; JCTools has the same queues on VarHandles. */
    @Test
    void published_usesNothingUnsafe() {
        House.ensureSawAllPublished();

        String found = House.published()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> isUnsafe(dependency.getTargetClass().getBaseComponentType()))
                .map(Dependency::getDescription)
                .sorted()
                .collect(Collectors.joining("\n"));

        assertEquals("", found);
    }

    @Test
    void spi_staysSmall() {
        Set<String> types = House.published()
                .filter(type -> type.getPackageName().equals("io.garrick.actor.spi"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(House::topLevelName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(types.size() <= MOST_SPI_TYPES, () -> "io.garrick.actor.spi has too many types: " + types);
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void module_exportsFewPackagesAndToEveryone(House.Module module) {
        Set<ModuleDescriptor.Exports> exports = descriptor(module).exports();

        assertAll(
                () -> assertTrue(
                        exports.size() <= module.exports(), () -> module.folder() + " exports too much: " + exports),
                () -> assertFalse(exports.isEmpty(), () -> module.folder() + " exports nothing"),
                () -> exports.forEach(export -> assertAll(
                        () -> assertFalse(export.isQualified(), () -> "exported to friends only: " + export),
                        () -> assertTrue(
                                module.packages().contains(export.source()), () -> "not this module's: " + export),
                        () -> assertFalse(export.source().contains("internal"), () -> "exported: " + export))),
                () -> assertEquals(Set.of(), descriptor(module).opens(), "opened to reflection"));
    }

    /** What a module's classes name of ours that is neither their own nor allowed. */
    private static String strangers(House.Module module, Set<String> allowed) {
        return House.published()
                .filter(module::owns)
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> isStranger(dependency.getTargetClass().getBaseComponentType(), module, allowed))
                .map(Dependency::getDescription)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static boolean isStranger(JavaClass target, House.Module module, Set<String> allowed) {
        return target.getPackageName().startsWith("io.garrick.")
                && !module.owns(target)
                && !allowed.contains(target.getPackageName());
    }

    private static boolean isUnsafe(JavaClass target) {
        String name = target.getName();
        boolean unsafeQueue = target.getPackageName().startsWith("org.jctools.")
                && !target.getPackageName().startsWith("org.jctools.queues.varhandle")
                && !target.isInterface();
        boolean unsafeAgrona = name.startsWith("org.agrona.concurrent.")
                && (name.contains("Buffer") || name.endsWith("Queue") || name.contains(".ringbuffer."));
        return unsafeQueue || unsafeAgrona || name.startsWith("sun.") || name.startsWith("jdk.internal.");
    }

    private static boolean isInternal(JavaClass type) {
        return (type.getBaseComponentType().getPackageName() + ".").contains(".internal.");
    }

    private static boolean mayNameInternal(JavaClass type) {
        return Allowances.NAME_INTERNAL.containsKey(House.topLevelName(type));
    }

    private static ModuleDescriptor descriptor(House.Module module) {
        URI source = House.published()
                .filter(module::owns)
                .findFirst()
                .flatMap(JavaClass::getSource)
                .orElseThrow()
                .getUri();
        return ModuleFinder.of(root(source)).findAll().stream()
                .map(ModuleReference::descriptor)
                .findFirst()
                .orElseThrow();
    }

    /** The jar or the folder of classes that a class file is in. */
    private static Path root(URI classFile) {
        String uri = classFile.toString();
        int inJar = uri.indexOf("!/");
        if (inJar >= 0) {
            return Path.of(URI.create(uri.substring("jar:".length(), inJar)));
        }
        return Path.of(URI.create(uri.substring(0, uri.indexOf("/io/garrick/"))));
    }

    /** Each package is a slice; three of the runtime's are one. */
    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            boolean core = Set.of("io.garrick.actor", "io.garrick.actor.spi", "io.garrick.event")
                    .contains(name);
            return SliceIdentifier.of(core ? "io.garrick.actor, its spi and io.garrick.event" : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
