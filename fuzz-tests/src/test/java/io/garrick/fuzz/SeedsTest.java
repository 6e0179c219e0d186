package io.garrick.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.serialization.SerializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The committed inputs are what {@link Seeds} makes today, so that no change of the format turns them into noise. */
class SeedsTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/garrick/fuzz/KryoPayloadFuzzTestInputs/bytes");

    private final Wire wire = Wire.open();

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void valid_isRead() {
        Seeds.valid(wire.serialization())
                .forEach((name, bytes) -> assertNotNull(wire.serialization().deserialize(bytes, Object.class), name));
        wire.ensureNothingForbidden();
    }

    @Test
    void hostile_isRefused() {
        Seeds.hostile(wire.serialization())
                .forEach((name, bytes) -> assertThrows(
                        SerializationException.class,
                        () -> wire.serialization().deserialize(bytes, Object.class),
                        name));
        wire.ensureNothingForbidden();
    }

    /** With {@code -Dfuzz.seeds.write} it writes them instead. */
    @Test
    void committed_areTheseBytes() throws IOException {
        Map<String, byte[]> seeds = new TreeMap<>(Seeds.valid(wire.serialization()));
        seeds.putAll(Seeds.hostile(wire.serialization()));
        if (System.getProperty("fuzz.seeds.write") != null) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
                Files.write(FOLDER.resolve(seed.getKey()), seed.getValue());
            }
        }
        for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
            assertArrayEquals(
                    seed.getValue(),
                    Files.readAllBytes(FOLDER.resolve(seed.getKey())),
                    () -> "input is another: file=" + seed.getKey() + " write them anew with -Dfuzz.seeds.write=true");
        }
    }
}
