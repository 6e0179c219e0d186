package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SerializersTest {

    @Test
    void registeredSerializer_isFoundForSubclasses_andReadsByManifest() {
        Systems.with("", (system, wire) -> {
            Texts texts = new Texts(20);
            wire.register(texts, CharSequence.class);

            assertSame(texts, wire.findSerializerFor("a"));
            assertEquals(1, wire.findSerializerFor(1).identifier());
            byte[] bytes = wire.serialize("a");
            assertEquals("v1:a", wire.deserialize(bytes, 20, texts.manifest("a")));
            ByteBuffer buffer = ByteBuffer.allocate(10);
            texts.toBinary("abc", buffer);
            assertEquals("v1:abc", texts.fromBinary(buffer.flip(), "v1"));
        });
    }

    @Test
    void buffer_isReadBetweenItsPositionAndItsLimit() {
        Systems.allowed(wire -> {
            for (Object message : new Object[] {"abc", new Samples.Point(1, 2)}) {
                byte[] bytes = wire.serialize(message);
                ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 20)
                        .position(7)
                        .slice()
                        .position(3)
                        .put(bytes)
                        .flip()
                        .position(3);

                assertEquals(message, wire.findSerializerFor(message).fromBinary(buffer, ""));
                assertEquals(0, buffer.remaining());
            }
        });
    }

    @Test
    void jSerializer_getsTheClass_whichTheListMustAllow() {
        Systems.with("", (system, wire) -> {
            wire.register(new ByClass(), Samples.Bean.class);
            byte[] bytes = wire.serialize(Samples.Bean.of("x", 1));

            assertEquals(Samples.Bean.of("Bean", 0), wire.deserialize(bytes, Samples.Bean.class));
            assertEquals(Samples.Bean.of("Bean", 0), wire.deserialize(bytes, 21, Samples.Bean.class.getName()));
            assertThrows(ClassNotAllowedException.class, () -> wire.deserialize(bytes, 21, "java.lang.Runtime"));
        });
    }

    @Test
    void identifier_isOurs_anothers_orUnknown() {
        Systems.with("", (system, wire) -> {
            wire.register(new Texts(20), String.class);

            assertThrows(IllegalArgumentException.class, () -> wire.register(new Texts(15), String.class));
            assertThrows(IllegalArgumentException.class, () -> wire.register(new Texts(20), String.class));
            assertThrows(SerializationException.class, () -> wire.deserialize(new byte[1], 99, ""));
        });
    }

    @Test
    void oneExtension_perSystem() {
        Systems.with("", (system, wire) -> assertSame(wire, SerializationExtension.get(system)));
    }

    /** By text. */
    private static final class Texts extends SerializerWithStringManifest {

        private final int identifier;

        Texts(int identifier) {
            this.identifier = identifier;
        }

        @Override
        public int identifier() {
            return identifier;
        }

        @Override
        public String manifest(Object message) {
            return "v1";
        }

        @Override
        public byte[] toBinary(Object message) {
            return message.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object fromBinary(byte[] bytes, String manifest) {
            return manifest + ":" + new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** By class. */
    private static final class ByClass extends JSerializer {

        @Override
        public int identifier() {
            return 21;
        }

        @Override
        public boolean includeManifest() {
            return true;
        }

        @Override
        public byte[] toBinary(Object message) {
            return new byte[0];
        }

        @Override
        protected Object fromBinaryJava(byte[] bytes, @Nullable Class<?> manifest) {
            return Samples.Bean.of(String.valueOf(manifest == null ? null : manifest.getSimpleName()), bytes.length);
        }
    }
}
