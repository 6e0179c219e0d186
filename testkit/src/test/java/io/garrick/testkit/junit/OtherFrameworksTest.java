package io.garrick.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The test kit in JVMs that have another JUnit than this one, or none. */
class OtherFrameworksTest {

    private static final List<String> CLASS_PATH =
            List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator));

    private static List<String> withoutJUnit() {
        return CLASS_PATH.stream()
                .filter(entry -> !isJar(entry, "junit-") && !isJar(entry, "opentest4j-"))
                .toList();
    }

    private static boolean isJar(String entry, String begin) {
        return Path.of(entry).getFileName().toString().startsWith(begin) && entry.endsWith(".jar");
    }

    private static String run(List<String> classPath, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath),
                main.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertEquals(0, child.waitFor(), said);
        return said;
    }

    @Test
    void testKit_withoutAnyJUnit_works() throws Exception {
        assertTrue(withoutJUnit().size() < CLASS_PATH.size(), CLASS_PATH::toString);
        assertEquals("no JUnit, and all is well", run(withoutJUnit(), NoFramework.class));
    }

    @Test
    void extension_onJUnit5_works() throws Exception {
        List<String> classPath = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("junit5.folder")))) {
            jars.map(Path::toString).forEach(classPath::add);
        }
        assertEquals(5, classPath.size(), classPath::toString);
        CLASS_PATH.stream().filter(entry -> !isJar(entry, "junit-")).forEach(classPath::add);
        assertEquals(
                "5 succeeded, 0 failed", run(classPath, LaunchedOnce.class, ActorSystemExtensionTest.class.getName()));
        assertEquals("6 succeeded, 0 failed", run(classPath, LaunchedOnce.class, RehearsedTest.class.getName()));
    }
}
