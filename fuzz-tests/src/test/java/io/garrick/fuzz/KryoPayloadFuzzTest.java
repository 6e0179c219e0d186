package io.garrick.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.garrick.serialization.SerializationException;
import org.junit.jupiter.api.AfterAll;

/** Bytes that should be a message: they are read or refused, name no class that may not travel, and take little memory. */
class KryoPayloadFuzzTest {

    /** What a Kryo of its own takes, and the forms of the classes that are met first. */
    private static final long BYTES_ALWAYS = 8 << 20;

    /** What a byte may stand for: an empty map, an exception with its stack. */
    private static final long BYTES_EACH = 16 << 10;

    private static final Wire WIRE = Wire.open();

    @AfterAll
    static void close() {
        WIRE.close();
    }

    @DictionaryEntries({
        "io.garrick.fuzz.Messages$Order",
        "io.garrick.fuzz.Messages$Node",
        "jaz.Zer",
        "java.lang.Error",
        "[[I",
        "[Ljava.lang.String;"
    })
    @FuzzTest
    void bytes(byte[] bytes) {
        long most = BYTES_ALWAYS + BYTES_EACH * bytes.length;
        // What is loaded, and instrumented, at the first time is not the input's.
        if (taken(bytes) > most && taken(bytes) > most) {
            throw new AssertionError("took too much memory: bytes=" + bytes.length + " most=" + most);
        }
        WIRE.ensureNothingForbidden();
    }

    private static long taken(byte[] bytes) {
        long before = Wire.allocated();
        try {
            Object message = WIRE.serialization().deserialize(bytes, Object.class);
            // May be refused too: too deep, too large, a key whose hash has no end any more now that all of it is
            // there.
            WIRE.serialization().deserialize(WIRE.serialization().serialize(message), Object.class);
        } catch (SerializationException refused) {
            if (refused.getMessage() == null || refused.getMessage().isBlank()) {
                throw new AssertionError("refused without saying why", refused);
            }
        }
        return Wire.allocated() - before;
    }
}
