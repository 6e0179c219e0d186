package io.garrick.fuzz;

import com.esotericsoftware.kryo.io.Output;
import io.garrick.serialization.Serialization;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What the committed inputs of {@link KryoPayloadFuzzTest} are made of. */
final class Seeds {

    private Seeds() {}

    /** Inputs that are read, by the name of their file. */
    static Map<String, byte[]> valid(Serialization wire) {
        Map<String, byte[]> seeds = new TreeMap<>();
        messages().forEach((name, message) -> seeds.put("valid-" + name, wire.serialize(message)));
        // Failures of classes that may not be loaded are data: one on the class path, one by our own package's name.
        byte[] failure = wire.serialize(throwable());
        for (String name : List.of(Trap.class.getName(), "io.garrick.supervision.IllegalStateException")) {
            seeds.put(
                    "valid-throwable-" + name.substring(name.lastIndexOf('.') + 1),
                    renamed(failure, IllegalStateException.class.getName(), name));
        }
        return seeds;
    }

    private static Map<String, Object> messages() {
        Messages.Point point = new Messages.Point(-3, Long.MIN_VALUE);
        Map<String, Object> messages = new TreeMap<>();
        messages.put("text", "Grüße");
        messages.put("numbers", new ArrayList<>(List.of(1, -1L, 1.5, 2.5f, 'c', (byte) 1, (short) 2, true)));
        messages.put("order", new Messages.Order("o", List.of(point, point), Map.of("k", 1), Messages.Colour.GREEN));
        messages.put("any", new Messages.Any(new Messages.Any(null)));
        messages.put("positive", new Messages.Positive(1));
        messages.put("cycle", cycle());
        messages.put("arrays", new Object[] {new int[] {1}, new byte[] {2}, new long[][] {{3}}, new String[] {"4", null}
        });
        messages.put("objects", new Messages.Point[] {point, null});
        messages.put("values", values());
        messages.put("collections", collections());
        messages.put("throwable", throwable());
        return messages;
    }

    private static Messages.Node cycle() {
        Messages.Node node = new Messages.Node();
        node.name = "cycle";
        node.parts.add(node);
        node.next = node;
        return node;
    }

    private static Object values() {
        return new ArrayList<>(List.of(
                new BigDecimal("-12.345"),
                BigInteger.TWO.pow(100),
                new UUID(1, 2),
                URI.create("http://a/b?c"),
                Optional.of(1),
                BitSet.valueOf(new long[] {5, 7}),
                DayOfWeek.MONDAY,
                Duration.ofNanos(12_345_678_901L),
                Instant.EPOCH,
                LocalDate.EPOCH,
                ZoneId.of("Europe/Paris")));
    }

    private static Object collections() {
        return new ArrayList<>(List.of(
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                new LinkedHashMap<>(Map.of(1, 2)),
                EnumSet.of(Messages.Colour.GREEN),
                new EnumMap<>(Map.of(Messages.Colour.GREEN, 1)),
                Arrays.asList(1, null),
                List.of(1, 2, 3),
                Map.entry("k", "v")));
    }

    private static Throwable throwable() {
        Exception failure = new IllegalStateException("outer", new Error("inner"));
        for (Throwable each = failure; each != null; each = each.getCause()) {
            each.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 7)});
        }
        return failure;
    }

    /** Inputs that are refused, by the name of their file. */
    static Map<String, byte[]> hostile(Serialization wire) {
        byte[] any = wire.serialize(new Messages.Any("x"));
        Map<String, byte[]> seeds = new TreeMap<>();
        seeds.put("hostile-empty", new byte[0]);
        seeds.put("hostile-null", new byte[1]);
        seeds.put("hostile-tail", Arrays.copyOf(any, any.length + 1));
        seeds.put("hostile-cut", Arrays.copyOf(any, any.length - 1));
        seeds.put("hostile-class", renamed(any, Messages.Any.class.getName(), Trap.class.getName()));
        seeds.put("hostile-class-jdk", renamed(any, Messages.Any.class.getName(), "java.lang.ProcessBuilder"));
        seeds.put("hostile-class-jazzer", renamed(any, Messages.Any.class.getName(), "jaz.Zer"));
        List<Object> empty = List.of(
                new byte[0], new int[0], new Object[0], new String[0], new int[0][], new BitSet(), new ArrayList<>());
        for (Object one : empty) {
            String name = "hostile-length-"
                    + one.getClass()
                            .getSimpleName()
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace("[]", "-array");
            seeds.put(name, withLength(wire.serialize(one)));
        }
        seeds.put("hostile-nesting", nested(wire));
        return seeds;
    }

    /** Kryo's short texts are as they are, with the eighth bit set in the last letter. */
    private static byte[] renamed(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(marked(from), marked(to)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String marked(String name) {
        int last = name.length() - 1;
        return name.substring(0, last) + (char) (name.charAt(last) | 0x80);
    }

    private static byte[] withLength(byte[] harmless) {
        Output output = new Output(64, 1024);
        output.writeBytes(harmless, 0, harmless.length - 1);
        output.writeVarInt(0x7fff_fff0, true);
        output.writeBytes(new byte[3]);
        return output.toBytes();
    }

    private static byte[] nested(Serialization wire) {
        byte[] one = wire.serialize(new ArrayList<>(Arrays.asList((Object) null)));
        Output output = new Output(1024, 1 << 16);
        for (int i = 0; i < 200; i++) {
            output.writeBytes(one, 0, one.length - 1);
        }
        return output.toBytes();
    }
}
