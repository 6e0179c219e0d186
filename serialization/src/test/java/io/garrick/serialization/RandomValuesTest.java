package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values made at random come back equal. The seed is told; {@code -Dwire.seed} plays it again. */
class RandomValuesTest {

    private static final int VALUES = 5_000;
    private static final int DEEPEST = 5;

    private final long seed = Long.getLong("wire.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void value_comesBackEqual() {
        System.out.println("seed of random values: " + seed);
        Systems.allowed(wire -> {
            for (int i = 0; i < VALUES; i++) {
                Object value = value(0);
                assertEquals(value, Systems.roundTrip(wire, value), "seed=" + seed + " value=" + i);
            }
        });
    }

    private Object value(int depth) {
        int kind = random.nextInt(depth == DEEPEST ? 9 : 17);
        return kind < 9 ? leaf(kind) : compound(kind, depth + 1);
    }

    private Object leaf(int kind) {
        switch (kind) {
            case 0:
                return random.nextInt();
            case 1:
                return random.nextLong();
            case 2:
                return random.nextDouble();
            case 3:
                return text();
            case 4:
                return new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(100) - 50);
            case 5:
                return new UUID(random.nextLong(), random.nextLong());
            case 6:
                return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case 7:
                return Samples.Colour.values()[random.nextInt(2)];
            default:
                return new Samples.Point(random.nextInt(), random.nextLong());
        }
    }

    private String text() {
        return random.ints(random.nextInt(40), 1, random.nextBoolean() ? 128 : Character.MIN_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Object compound(int kind, int depth) {
        List<Object> parts = new ArrayList<>(IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> value(depth))
                .toList());
        switch (kind) {
            case 9:
                return parts;
            case 10:
                return List.copyOf(parts);
            case 11:
                return new HashSet<>(parts);
            case 12:
                Map<Object, Object> map = new HashMap<>();
                parts.forEach(part -> map.put(text(), part));
                return map;
            case 13:
                return Optional.of(value(depth));
            case 14:
                Samples.Bean bean = Samples.Bean.of(text(), random.nextInt());
                bean.parts().addAll(parts);
                return bean;
            case 15:
                return new Samples.Wrapped(random.nextInt(), value(depth), value(depth));
            default:
                return new Samples.Any(random.nextInt(4) == 0 ? null : value(depth));
        }
    }
}
