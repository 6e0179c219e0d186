package io.garrick.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The map from Akka's names to ours, as it stands in {@code docs/migration/names.tsv}. */
final class MigrationNames {

    private static final Path FILE = Path.of("").toAbsolutePath().getParent().resolve("docs/migration/names.tsv");

    static final List<Row> ROWS = read();

    private MigrationNames() {}

    /** A name. */
    record Row(String old, String ours, String status, String note) {

        static Row of(String line) {
            String[] columns = line.split("\t", -1);
            assertEquals(4, columns.length, line);
            return new Row(columns[0], columns[1], columns[2], columns[3]);
        }

        boolean is(String wanted) {
            return status.equals(wanted);
        }

        boolean isThere() {
            return is("same") || is("renamed");
        }

        boolean isClass() {
            return !old.contains("#");
        }
    }

    private static List<Row> read() {
        try {
            List<String> lines = Files.readAllLines(FILE).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertEquals("old\tours\tstatus\tnote", lines.get(0));
            return lines.stream().skip(1).map(Row::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
