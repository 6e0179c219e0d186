package io.garrick.serialization;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Values of primitive fields. */
final class Primitives {

    private static final List<Class<?>> ARRAYS = List.of(
            byte[].class,
            short[].class,
            int[].class,
            long[].class,
            float[].class,
            double[].class,
            char[].class,
            boolean[].class);

    private static final Map<Class<?>, Object> EMPTY = Map.of(
            Optional.class, Optional.empty(),
            OptionalInt.class, OptionalInt.empty(),
            OptionalLong.class, OptionalLong.empty(),
            OptionalDouble.class, OptionalDouble.empty());

    private Primitives() {}

    static Object take(BoundedInput input, Class<?> type) {
        if (type == int.class) {
            return input.readVarInt(false);
        } else if (type == long.class) {
            return input.readVarLong(false);
        } else if (type == boolean.class) {
            return input.readBoolean();
        } else if (type == double.class) {
            return input.readDouble();
        } else if (type == float.class) {
            return input.readFloat();
        } else if (type == byte.class) {
            return input.readByte();
        } else if (type == short.class) {
            return input.readShort();
        } else {
            return input.readChar();
        }
    }

    static boolean isNameOfOne(String name) {
        return ARRAYS.stream()
                .anyMatch(array -> array.getComponentType().getName().equals(name));
    }

    /** What a field has that nobody has set; an Optional, none of which should be null, is empty. */
    @Nullable
    static Object zero(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : EMPTY.get(type);
    }

    /** By the letter that an array's name has for it. */
    static Class<?> named(char letter) {
        for (Class<?> array : ARRAYS) {
            if (array.getName().charAt(1) == letter) {
                return array.getComponentType();
            }
        }
        throw new SerializationException("name is none of a class: class=[" + letter);
    }
}
