package io.garrick.serialization;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages to try. */
final class Trial {

    /** One value for each of the types that fields often have. */
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 1.0),
            Map.entry(float.class, 1f),
            Map.entry(short.class, (short) 1),
            Map.entry(byte.class, (byte) 1),
            Map.entry(char.class, '1'),
            Map.entry(boolean.class, true),
            Map.entry(String.class, "1"),
            Map.entry(Integer.class, 1),
            Map.entry(Long.class, 1L),
            Map.entry(Object.class, "1"),
            Map.entry(UUID.class, new UUID(1, 1)),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(List.class, new ArrayList<>()),
            Map.entry(Set.class, new HashSet<>()),
            Map.entry(Map.class, Map.of()));

    /** Deeper than messages are; what is recursive ends in null. */
    private static final int DEEPEST = 8;

    private Trial() {}

    /** A message of the type; null when it takes more than simple values to make one. */
    @Nullable
    static Object of(Class<?> type, WireKryo kryo) {
        return value(type, kryo, 0);
    }

    @Nullable
    private static Object value(Class<?> type, WireKryo kryo, int depth) {
        Object known = VALUES.get(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return type.getEnumConstants().length == 0 ? null : type.getEnumConstants()[0];
        }
        if (!type.isRecord()
                || depth == DEEPEST
                || !(kryo.getRegistration(type).getSerializer() instanceof RecordForm)) {
            return null;
        }
        RecordForm form = (RecordForm) kryo.getRegistration(type).getSerializer();
        List<Class<?>> types = form.types();
        @Nullable Object[] values = new @Nullable Object[types.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(types.get(i), kryo, depth + 1);
        }
        try {
            return form.make(values);
        } catch (SerializationException refused) {
            return null; // its constructor wants other values
        }
    }
}
