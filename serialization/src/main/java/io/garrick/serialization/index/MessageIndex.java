package io.garrick.serialization.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;

/** A text file with the binary name of a class on each line, in order; empty lines mean nothing, since some tools that merge jars leave them. */
public final class MessageIndex {

    /** Where it is in a jar. */
    public static final String PATH = "META-INF/garrick/messages";

    private static final int LARGEST = 4 << 20;
    private static final int LONGEST_NAME = 1024;

    private MessageIndex() {}

    /**
     * Reads names.
     *
     * @param in the file
     * @param where how errors call it
     * @return the names
     * @throws IOException when it cannot be read, is larger than 4 MiB, or has a line that is not a class's name
     */
    public static SortedSet<String> read(InputStream in, String where) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException("index of messages is too large: index=" + where + " limit=" + LARGEST);
        }
        SortedSet<String> names = new TreeSet<>();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1)) {
            number++;
            if (!line.isEmpty() && !isBinaryName(line)) {
                throw new IOException("index of messages has a line that is not a class's name: index=" + where
                        + " line=" + number + " text=" + line.substring(0, Math.min(line.length(), 100)));
            }
            if (!line.isEmpty()) {
                names.add(line);
            }
        }
        return names;
    }

    /**
     * What {@link #read} reads.
     *
     * @param names the names
     * @return the file's text
     */
    public static String text(SortedSet<String> names) {
        return names.isEmpty() ? "" : String.join("\n", names) + "\n";
    }

    private static boolean isBinaryName(String name) {
        boolean starts = true;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            int letter = name.codePointAt(i);
            if (!starts && letter == '.') {
                starts = true;
            } else if (starts ? Character.isJavaIdentifierStart(letter) : Character.isJavaIdentifierPart(letter)) {
                starts = false;
            } else {
                return false;
            }
        }
        return !starts && name.length() <= LONGEST_NAME;
    }
}
