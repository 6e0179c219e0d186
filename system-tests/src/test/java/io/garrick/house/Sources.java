package io.garrick.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source files of all modules, found from the folder of this one. */
final class Sources {

    /** The project's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    private static final List<Path> JAVA = find();

    private Sources() {}

    /** Every Java file of the project, as a path from the project's folder. */
    static List<Path> java() {
        return JAVA;
    }

    /** The Java files of published modules and samples that are not tests. */
    static List<Path> main() {
        List<String> folders = Stream.concat(House.MODULES.stream().map(House.Module::folder), House.SAMPLES.stream())
                .map(folder -> folder + "/src/main/java")
                .toList();
        return JAVA.stream()
                .filter(file -> folders.stream().anyMatch(file::startsWith))
                .toList();
    }

    /** The names of the top-level classes that a module's main folder holds. */
    static Stream<String> mainClasses(String module) {
        Path main = Path.of(module, "src/main/java");
        return JAVA.stream()
                .filter(file -> file.startsWith(main) && !file.toString().endsWith("-info.java"))
                .map(file -> main.relativize(file).toString())
                .map(name -> name.substring(0, name.length() - ".java".length())
                        .replace('/', '.')
                        .replace('\\', '.'));
    }

    static boolean hasModuleInfo(House.Module module) {
        return JAVA.contains(Path.of(module.folder(), "src/main/java/module-info.java"));
    }

    static String text(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text without its comments; a string that looks like a comment goes with them. */
    static String code(Path file) {
        return COMMENT.matcher(text(file)).replaceAll("");
    }

    private static List<Path> find() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(ROOT::relativize)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .collect(Collectors.toUnmodifiableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
