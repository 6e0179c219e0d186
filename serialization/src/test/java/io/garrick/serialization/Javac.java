package io.garrick.serialization;

import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources of package {@code acme} into a folder. */
final class Javac {

    private static final Pattern NAME = Pattern.compile("(?:class|record|interface|enum|@interface) (\\w+)");
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private Javac() {}

    /** With the processor, found as a service on the processor path. */
    static void compile(Path folder, String... sources) {
        run(folder, List.of("--processor-path", CLASS_PATH), sources);
    }

    static void compileWithoutProcessor(Path folder, String... sources) {
        run(folder, List.of("-proc:none"), sources);
    }

    private static void run(Path folder, List<String> options, String... sources) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-d", folder.toString(), "-cp", CLASS_PATH + File.pathSeparator + folder));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(
                            out,
                            files,
                            null,
                            all,
                            null,
                            Stream.of(sources).map(Source::new).toList())
                    .call()) {
                throw new AssertionError(out.toString());
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A text that is named for its first class. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///acme/" + name(text) + ".java"), Kind.SOURCE);
            this.text = "package acme;\nimport io.garrick.serialization.*;\nimport java.util.*;\n" + text;
        }

        private static String name(String text) {
            Matcher found = NAME.matcher(text);
            if (!found.find()) {
                throw new IllegalArgumentException(text);
            }
            return found.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignored) {
            return text;
        }
    }
}
