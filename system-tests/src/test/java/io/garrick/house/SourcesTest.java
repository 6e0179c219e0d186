package io.garrick.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the source looks. */
class SourcesTest {

    private static final int LONGEST_FILE = 600;

    /** Java files that the rules see at least; raise it as the code grows. */
    private static final int FEWEST_FILES = 250;

    private static final Pattern LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private static final Pattern SLEEP = Pattern.compile("\\bThread\\s*\\.\\s*sleep\\b|\\bTimeUnit\\.\\w+\\.sleep\\b");

    private static final Pattern TEST =
            Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Staged)\\b");

    private static final Pattern RUN_BY_THE_BUILD = Pattern.compile("\\w+(Test|Spec|Contract)\\.java");

    private static final Pattern DUMP = Pattern.compile("utils?|commons?|helpers?|managers?|impl");

    private static final Pattern EMPTY_NAME = Pattern.compile("\\w+(Impl|Manager|Helper|Utils?|Common)");

    @BeforeAll
    static void sawEnough() {
        assertTrue(
                Sources.java().size() >= FEWEST_FILES,
                () -> "too few files under " + Sources.ROOT + ": "
                        + Sources.java().size());
        House.ensureSawAllPublished();
    }

    @Test
    void file_isShort() {
        List<String> found = Sources.java().stream()
                .filter(file -> Sources.text(file).lines().count() > LONGEST_FILE)
                .map(Path::toString)
                .toList();

        assertEquals(List.of(), found, "files of more than " + LONGEST_FILE + " lines");
    }

    @Test
    void file_putsNothingOff() {
        assertEquals(List.of(), filesWith(Sources.java(), LATER, Sources::text), "do it, or file an issue");
    }

    @Test
    void sleep_isUsedNowhere() {
        Path offender = Path.of("system-tests/src/test/java/io/garrick/house/Offender.java");
        List<Path> files =
                Sources.java().stream().filter(file -> !file.equals(offender)).toList();

        assertEquals(List.of(), filesWith(files, SLEEP, Sources::code), "await a condition instead");
        assertEquals(List.of(offender.toString()), filesWith(List.of(offender), SLEEP, Sources::code));
    }

    @Test
    void constructor_letsItselfEscapeInBasesOnly() {
        Pattern escape = Pattern.compile("\"this-" + "escape\"");

        assertEquals(
                List.of("runtime/src/main/java/io/garrick/actor/AbstractActor.java"),
                filesWith(Sources.java(), escape, Sources::code));
    }

    @Test
    void test_isNamedSoThatTheBuildRunsIt() {
        Path self = Path.of("system-tests/src/test/java/io/garrick/house/SourcesTest.java");
        List<Path> others = Sources.java().stream()
                .filter(file ->
                        !RUN_BY_THE_BUILD.matcher(file.getFileName().toString()).matches())
                .filter(file -> !Sources.code(file).contains("@interface"))
                .toList();

        assertEquals(
                List.of(), filesWith(others, TEST, Sources::code), "call it …Test, …Spec or, if abstract, …Contract");
        assertEquals(List.of(self.toString()), filesWith(List.of(self), TEST, Sources::code));
    }

    @Test
    void package_isDocumentedAndNullMarked() {
        Set<Path> folders = Sources.main().stream()
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> found = folders.stream()
                .map(folder -> folder.resolve("package-info.java"))
                .filter(info -> !Sources.main().contains(info) || !isDocumentedAndNullMarked(Sources.text(info)))
                .map(Path::toString)
                .toList();

        assertEquals(List.of(), found, "package-info.java missing, undocumented or not @NullMarked");
    }

    @Test
    void publishedPackage_isOneThatDesignNames() {
        Set<String> known = House.MODULES.stream()
                .flatMap(module -> module.packages().stream()
                        .map(name -> module.folder() + "/src/main/java/" + name.replace('.', '/')))
                .collect(Collectors.toSet());
        List<String> found = Sources.main().stream()
                .filter(file -> House.SAMPLES.stream().noneMatch(file::startsWith))
                .filter(file -> !file.endsWith("module-info.java"))
                .map(file -> file.getParent().toString().replace('\\', '/'))
                .filter(folder -> !known.contains(folder))
                .distinct()
                .toList();

        assertEquals(List.of(), found, "packages that no rule knows; see House.MODULES");
    }

    @Test
    void package_isNamedForWhatItIs() {
        List<String> found = Sources.java().stream()
                .flatMap(file -> Stream.iterate(file.getParent(), path -> path != null, Path::getParent))
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(name -> DUMP.matcher(name).matches())
                .distinct()
                .toList();

        assertEquals(List.of(), found, "a class lives beside its user");
    }

    @Test
    void class_isNamedForWhatItIs() {
        List<String> found = Stream.concat(House.published(), House.samples())
                .filter(type -> EMPTY_NAME.matcher(type.getSimpleName()).matches())
                .map(JavaClass::getName)
                .filter(name -> !Allowances.PORTED_NAMES.containsKey(name))
                .sorted()
                .toList();

        assertEquals(List.of(), found, "say what it does, not that it does something");
    }

    @Test
    void publishedClass_printsNothing() {
        Set<String> streams = Set.of("java.lang.System.out", "java.lang.System.err");
        String found = House.published()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> streams.contains(access.getTarget().getOwner().getName() + "." + access.getName())
                        || access.getName().equals("printStackTrace"))
                .map(JavaAccess::getDescription)
                .collect(Collectors.joining("\n"));

        assertEquals("", found, "a library logs");
    }

    private static boolean isDocumentedAndNullMarked(String info) {
        return info.startsWith("/**") && info.contains("@NullMarked");
    }

    private static List<String> filesWith(
            List<Path> files, Pattern pattern, java.util.function.Function<Path, String> text) {
        return files.stream()
                .filter(file -> pattern.matcher(text.apply(file)).find())
                .map(Path::toString)
                .toList();
    }
}
