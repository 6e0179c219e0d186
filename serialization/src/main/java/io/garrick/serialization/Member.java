package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** A field of a class that travels field by field. */
final class Member {

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, Object.class);

    private final Field field;
    private final MethodHandle getter;

    /** Absent for a record's. */
    @Nullable
    private final MethodHandle setter;

    Member(Field field, boolean settable) {
        this.field = field;
        try {
            field.setAccessible(true);
            this.getter = MethodHandles.lookup().unreflectGetter(field).asType(GETTER);
            this.setter =
                    settable ? MethodHandles.lookup().unreflectSetter(field).asType(SETTER) : null;
        } catch (RuntimeException | IllegalAccessException e) {
            throw new SerializationException(
                    "field cannot be reached, open its package to io.garrick.serialization: field=" + path() + " class="
                            + field.getDeclaringClass().getName(),
                    e);
        }
    }

    String path() {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    Field field() {
        return field;
    }

    @Nullable
    Object get(Object owner) {
        try {
            return (Object) getter.invokeExact(owner);
        } catch (Throwable e) {
            throw SerializationException.of("field cannot be read", path(), e);
        }
    }

    void set(Object owner, @Nullable Object value) {
        if (setter == null) {
            throw new IllegalStateException("field of a record is not set: field=" + path());
        }
        try {
            setter.invokeExact(owner, value);
        } catch (Throwable e) {
            throw SerializationException.of("field refuses what was read", path(), e)
                    .inside(path());
        }
    }

    void put(WireKryo kryo, Output output, Object owner) {
        Object value = get(owner);
        Class<?> type = field.getType();
        int start = output.position();
        try {
            if (type.isPrimitive()) {
                Primitives.put(output, type, value);
            } else {
                kryo.writeClassAndObject(output, value);
            }
            kryo.compare(output, start);
        } catch (SerializationException e) {
            throw e.inside(path());
        }
    }

    @Nullable
    Object take(WireKryo kryo, BoundedInput input) {
        Class<?> type = field.getType();
        if (type.isPrimitive()) {
            return Primitives.take(input, type);
        }
        try {
            return kryo.readClassAndObject(input);
        } catch (SerializationException e) {
            throw e.inside(path());
        }
    }
}
