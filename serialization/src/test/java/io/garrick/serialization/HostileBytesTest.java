package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.io.Output;
import io.garrick.actor.ActorSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HostileBytesTest {

    /** Values whose bytes end in a length of 0; a bomb puts another there. */
    private static final List<Object> EMPTY = List.of(
            new byte[0],
            new short[0],
            new int[0],
            new long[0],
            new float[0],
            new double[0],
            new char[0],
            new boolean[0],
            new String[0],
            new Object[0],
            new Integer[0],
            new int[0][],
            new ArrayList<>(),
            new HashSet<>(),
            new HashMap<>(),
            new BitSet(),
            List.of());

    @Test
    @DisplayName("N08: lengths that are not there are refused before anything is made of them")
    void n08_allocationBombs_areRefused_inASmallJvm() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Bombs.class.getName())
                .redirectErrorStream(true)
                .start();
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(child.waitFor(60, TimeUnit.SECONDS), out);
        assertEquals(0, child.exitValue(), out);
        assertTrue(out.contains("refused=" + (EMPTY.size() * 2 + 4)), out);
    }

    /** Run in a JVM of its own. */
    static final class Bombs {

        private Bombs() {}

        public static void main(String[] args) throws IOException {
            int refused = 0;
            try (ActorSystem system = ActorSystem.create("bombs")) {
                Serialization wire = SerializationExtension.get(system);
                for (Object empty : EMPTY) {
                    byte[] harmless = wire.serialize(empty);
                    for (int length : new int[] {0x7fff_fff0, -5}) {
                        byte[] bytes = withLength(harmless, length);
                        refused += refusal(wire, bytes, empty.getClass().getName());
                    }
                }
                refused += refusal(wire, longString(), "String");
                refused += refusal(wire, nested(wire), "nesting");
                refused += refusal(wire, table(0x7fff_fff0), "classes");
                refused += refusal(wire, fields(), "fields");
            }
            System.out.println("refused=" + refused);
        }

        private static int refusal(Serialization wire, byte[] bytes, String what) {
            try {
                throw new AssertionError("read: " + what + " " + wire.deserialize(bytes, Object.class));
            } catch (SerializationException expected) {
                return 1;
            }
        }

        private static byte[] withLength(byte[] harmless, int length) {
            Output output = new Output(64, 1024);
            output.writeBytes(harmless, 0, harmless.length - 1);
            output.writeVarInt(length, true);
            output.writeBytes(new byte[3]);
            return output.toBytes();
        }

        private static byte[] longString() {
            Output output = new Output(64, 1024);
            output.writeVarInt(0, true); // classes
            output.writeVarInt(3, true); // String's number is 1
            output.writeVarIntFlag(true, 0x7fff_fff0, true);
            output.writeBytes(new byte[3]);
            return output.toBytes();
        }

        /** A table of so many classes. */
        private static byte[] table(int count) {
            Output output = new Output(64, 1024);
            output.writeVarInt(count, true);
            output.writeBytes(new byte[12]);
            return output.toBytes();
        }

        /** An evolvable class of as many fields as there can be. */
        private static byte[] fields() {
            Output output = new Output(64, 1024);
            output.writeVarInt(1 << 1, true);
            output.writeString("io.garrick.serialization.Samples$Wrapped");
            output.writeVarInt(0x7fff_fff0, true);
            output.writeBytes(new byte[12]);
            return output.toBytes();
        }

        /** A list in a list in a list, deeper than any stack. */
        private static byte[] nested(Serialization wire) {
            byte[] one = wire.serialize(new ArrayList<>(Arrays.asList((Object) null)));
            Output output = new Output(1024, 1 << 24);
            output.writeVarInt(0, true); // classes
            for (int i = 0; i < 1_000_000; i++) {
                output.writeBytes(one, 1, one.length - 2);
            }
            return output.toBytes();
        }
    }

    @Test
    void n07_randomAndMutilatedBytes_areRefusedOrRead_neverAnythingElse() {
        long seed = Long.getLong("wire.seed", System.currentTimeMillis());
        Random random = new Random(seed);
        Systems.allowed(wire -> {
            List<Object> values = RoundTripTest.values();
            for (int i = 0; i < 20_000; i++) {
                byte[] bytes = wire.serialize(values.get(random.nextInt(values.size())));
                for (int k = random.nextInt(4); k >= 0; k--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                try {
                    wire.deserialize(bytes, Object.class);
                } catch (SerializationException refused) {
                    assertTrue(refused.getMessage() != null, "seed=" + seed);
                } catch (Throwable other) {
                    throw new AssertionError("seed=" + seed + " round=" + i, other);
                }
            }
        });
    }

    @Test
    void n07_depthAndSize_haveLimits() {
        Systems.with("garrick.serialization { max-depth = 10, max-size = 1 KiB }", (system, wire) -> {
            Object nested = "core";
            for (int i = 0; i < 20; i++) {
                nested = new ArrayList<>(List.of(nested));
            }
            Object deep = nested;
            assertThrows(SerializationException.class, () -> wire.serialize(deep));
            String message = assertThrows(SerializationException.class, () -> wire.serialize(new byte[2000]))
                    .getMessage();
            assertEquals("message is too large: class=[B limit=1024 setting=garrick.serialization.max-size", message);
            assertThrows(SerializationException.class, () -> wire.deserialize(new byte[2000], Object.class));
        });
    }

    @Test
    void n07_mapWithKeysThatHoldIt_isRefused() {
        Systems.allowed(wire -> {
            Map<Object, Object> map = new HashMap<>();
            List<Object> one = new ArrayList<>(List.of(1));
            List<Object> two = new ArrayList<>(List.of(2));
            map.put(one, "one");
            map.put(two, "two");
            one.add(map); // from now on its hash has no end
            two.add(map);
            byte[] bytes = wire.serialize(map);

            String message = assertThrows(SerializationException.class, () -> wire.deserialize(bytes, Object.class))
                    .getMessage();

            assertEquals("message cannot be read: class=unknown problem=java.lang.StackOverflowError", message);
        });
    }

    @Test
    void n07_otherFieldsOnTheOtherSide_areRefused() {
        Systems.allowed(wire -> {
            byte[] bytes = wire.serialize(new Samples.Point(1, 2));
            String name = Samples.Point.class.getName();
            int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name.substring(0, name.length() - 1));
            bytes[at + name.length() + 3] ^= 1; // in the fingerprint behind the name

            String message = assertThrows(SchemaMismatchException.class, () -> wire.deserialize(bytes, Object.class))
                    .getMessage();

            assertTrue(
                    message.startsWith("class has other fields here than where it was written: class=" + name),
                    message);
        });
    }

    @Test
    void n07_valueThatIsNotAsLongAsItSays_isRefused() {
        Systems.allowed(wire -> {
            byte[] bytes = wire.serialize(new Samples.Wrapped(1, null, null)); // ... 1 2 1 0 1 0
            bytes[bytes.length - 6]++;
            String longer = assertThrows(SerializationException.class, () -> wire.deserialize(bytes, Object.class))
                    .getMessage();
            bytes[bytes.length - 6] = 0;
            assertThrows(SerializationException.class, () -> wire.deserialize(bytes, Object.class));

            assertEquals(
                    "value is not as long as it says: class=" + Samples.Wrapped.class.getName()
                            + " field=number left=1",
                    longer);
        });
    }

    @Test
    void fingerprint_isTheSameOnEveryJdk() {
        RecordForm record = new RecordForm(Samples.Order.class);
        BeanForm bean = new BeanForm(Samples.Bean.class);

        assertEquals(0x741e3c3f5ebca12L, record.fingerprint(), () -> Long.toHexString(record.fingerprint()));
        assertEquals(0x393676e1c600329fL, bean.fingerprint(), () -> Long.toHexString(bean.fingerprint()));
    }

    @Test
    void n07_recordsConstructor_mayRefuse() {
        Systems.allowed(wire -> {
            byte[] bytes = wire.serialize(new Samples.Positive(1));
            bytes[bytes.length - 1] = 1; // -1

            String message = assertThrows(SerializationException.class, () -> wire.deserialize(bytes, Object.class))
                    .getMessage();

            assertEquals(
                    "record's constructor refused what was read: class=" + Samples.Positive.class.getName()
                            + " problem=negative",
                    message);
        });
    }
}
