package io.garrick.supervision;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Exception classes that a random number generator has derived from each other, and one failure of each. */
final class GeneratedFailures implements AutoCloseable {

    private static final List<String> ROOTS = List.of("Exception", "RuntimeException", "Error", "Throwable");

    private final URLClassLoader loader;
    private final List<Throwable> failures = new ArrayList<>();

    private GeneratedFailures(URLClassLoader loader) {
        this.loader = loader;
    }

    /** Chains, stars and what is between: each class extends one of the last few, or a class that the JDK has. */
    static GeneratedFailures make(Random random, int classes, Path folder) throws Exception {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < classes; i++) {
            int back = 1 + random.nextInt(1 + random.nextInt(6));
            boolean fromRoot = back > i || random.nextInt(8) == 0;
            String parent = fromRoot ? ROOTS.get(random.nextInt(ROOTS.size())) : "F" + (i - back);
            source.append("class F")
                    .append(i)
                    .append(" extends ")
                    .append(parent)
                    .append(" {}\n");
        }
        compile(source.toString(), folder);
        GeneratedFailures made = new GeneratedFailures(
                new URLClassLoader(new URL[] {folder.toUri().toURL()}));
        for (int i = 0; i < classes; i++) {
            var constructor = made.loader.loadClass("F" + i).getDeclaredConstructor();
            constructor.setAccessible(true);
            made.failures.add((Throwable) constructor.newInstance());
        }
        made.failures.addAll(List.of(new Exception(), new RuntimeException(), new Error(), new Throwable()));
        return made;
    }

    private static void compile(String source, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("Failures.java"), source);
        StringWriter output = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-d", folder.toString());
            boolean done = compiler.getTask(output, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertTrue(done, output::toString);
        }
    }

    /** One of each class, those of the JDK among them. */
    List<Throwable> all() {
        return failures;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
