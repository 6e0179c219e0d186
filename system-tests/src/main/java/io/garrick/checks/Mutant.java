package io.garrick.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One broken line: a patch with one place to change, in the form of a unified diff without regard to its line numbers, and the test that must see it.
 *
 * @param name the patch's name; begins with the promise that it breaks
 * @param test the simple name of a test class
 * @param method its method
 * @param file what is changed, from the project's folder
 */
record Mutant(String name, String test, String method, Path file, String before, String after) {

    private static final String CAUGHT_BY = "caught-by: ";

    static Mutant read(Path patch) throws IOException {
        String caughtBy = "";
        String file = "";
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (String line : Files.readAllLines(patch)) {
            if (line.startsWith(CAUGHT_BY)) {
                caughtBy = line.substring(CAUGHT_BY.length()).strip();
            } else if (line.startsWith("+++ b/")) {
                file = line.substring("+++ b/".length()).strip();
            } else if (!file.isEmpty() && line.startsWith("-")) {
                before.add(line.substring(1));
            } else if (!file.isEmpty() && line.startsWith("+")) {
                after.add(line.substring(1));
            } else if (!file.isEmpty() && line.startsWith(" ")) {
                before.add(line.substring(1));
                after.add(line.substring(1));
            }
        }
        String[] parts = caughtBy.split("#");
        if (parts.length != 2 || file.isEmpty() || before.isEmpty() || before.equals(after)) {
            throw new IllegalArgumentException("patch is no mutant: file=" + patch
                    + " wanted=a line caught-by: Test#method, then a unified diff of one hunk");
        }
        return new Mutant(
                name(patch), parts[0], parts[1], Path.of(file), String.join("\n", before), String.join("\n", after));
    }

    static String name(Path patch) {
        return patch.getFileName().toString().replace(".patch", "");
    }

    /** The part of the semantics page that a mutant's promise stands in: its letter, A with T. */
    static String section(String name) {
        String letter = name.substring(0, 1);
        return letter.equals("A") ? "T" : letter;
    }

    String caughtBy() {
        return test + "#" + method;
    }

    /** The folder of the module that is changed, from the project's folder. */
    Path module() {
        return Path.of(file.toString().replace('\\', '/').replaceFirst("/src/main/java/.*", ""));
    }

    /**
     * Writes the changed file below a folder.
     *
     * @throws IllegalArgumentException when the place is not there, or there twice: the code has changed, so must the mutant
     */
    Path apply(Path root, Path folder) throws IOException {
        String text = "\n" + Files.readString(root.resolve(file)).replace("\r\n", "\n");
        String place = "\n" + before + "\n"; // whole lines
        int at = text.indexOf(place);
        if (at < 0 || at != text.lastIndexOf(place)) {
            throw new IllegalArgumentException("mutant fits " + (at < 0 ? "nowhere" : "twice") + ": mutant=" + name
                    + " file=" + file + "; the code has changed, so must the patch");
        }
        Path changed = folder.resolve(file);
        Files.createDirectories(changed.getParent());
        String after = text.substring(0, at) + "\n" + this.after + "\n" + text.substring(at + place.length());
        return Files.writeString(changed, after.substring(1));
    }
}
