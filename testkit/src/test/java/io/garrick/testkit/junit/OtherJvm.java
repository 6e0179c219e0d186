package io.garrick.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** JVMs with what this one has on its class path, but for the JUnit. */
final class OtherJvm {

    /** With the JUnit of this JVM. */
    static final List<String> CLASS_PATH =
            List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator));

    private OtherJvm() {}

    static List<String> without(String... jars) {
        return CLASS_PATH.stream()
                .filter(entry -> Stream.of(jars).noneMatch(jar -> isJar(entry, jar)))
                .toList();
    }

    static boolean isJar(String entry, String begin) {
        return Path.of(entry).getFileName().toString().startsWith(begin) && entry.endsWith(".jar");
    }

    /** The jars in a folder that the build has filled. */
    static List<String> jars(String folderProperty) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty(folderProperty)))) {
            return jars.map(Path::toString).sorted().toList();
        }
    }

    static List<String> both(List<String> some, List<String> others) {
        List<String> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    /** Runs a program to its end, which must have that exit status, and gives what it has said. */
    static String run(int status, List<String> classPath, String main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath),
                main));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertEquals(status, child.waitFor(), said);
        return said;
    }
}
