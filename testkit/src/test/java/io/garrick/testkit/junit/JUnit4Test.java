package io.garrick.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test kit under JUnit 4 and its own runner, in a JVM that has no other JUnit. The tests there are in {@code src/junit4}. */
class JUnit4Test {

    private static final Path SOURCES = Path.of("src", "junit4", "java");
    private static final String TESTS = "io.garrick.testkit.junit4.";

    @TempDir
    Path classes;

    private String run(int status, String test) throws Exception {
        List<String> junit4 = OtherJvm.jars("junit4.folder");
        assertEquals(2, junit4.size(), junit4::toString);
        List<String> classPath = OtherJvm.both(junit4, OtherJvm.without("junit-", "opentest4j-"));
        compile(classPath);
        return OtherJvm.run(
                status,
                OtherJvm.both(List.of(classes.toString()), classPath),
                "org.junit.runner.JUnitCore",
                TESTS + test);
    }

    private void compile(List<String> classPath) throws IOException {
        StringWriter output = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-cp",
                    String.join(File.pathSeparator, classPath),
                    "-d",
                    classes.toString());
            List<Path> all = sources.filter(Files::isRegularFile).toList();
            boolean done = compiler.getTask(output, files, null, options, null, files.getJavaFileObjectsFromPaths(all))
                    .call();
            assertTrue(done, output::toString);
        }
    }

    @Test
    void testKit_onJUnit4_works() throws Exception {
        String said = run(0, "CountingTest");
        assertTrue(said.startsWith("JUnit version 4.13.2"), said);
        assertTrue(said.endsWith("OK (5 tests)"), said);
    }

    @Test
    void testKit_onJUnit4_failsTheTestsThatLoseSomething() throws Exception {
        String said = run(1, "LosingTest");
        assertTrue(said.contains("Tests run: 2,  Failures: 2"), said);
        assertTrue(said.contains("unexpected dead letter: "), said);
        assertTrue(said.contains("expectMsg"), said);
    }
}
