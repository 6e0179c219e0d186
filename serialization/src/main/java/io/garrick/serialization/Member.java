package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** A field of a class that travels field by field. */
final class Member {

    private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, Object.class);

    private final Field field;
    private final Class<?> type;
    private final MethodHandle getter;

    /** Absent for a record's. */
    @Nullable
    private final MethodHandle setter;

    Member(Field field, boolean settable) {
        this.field = field;
        this.type = field.getType();
        try {
            field.setAccessible(true);
            this.getter = MethodHandles.lookup().unreflectGetter(field).asType(getterType(field.getType()));
            this.setter =
                    settable ? MethodHandles.lookup().unreflectSetter(field).asType(SETTER) : null;
        } catch (RuntimeException | IllegalAccessException e) {
            throw new SerializationException(
                    "field cannot be reached, open its package to io.garrick.serialization: field=" + path() + " class="
                            + field.getDeclaringClass().getName(),
                    e);
        }
    }

    /** A primitive value comes as such, so that none is boxed to be written. */
    private static MethodType getterType(Class<?> type) {
        return MethodType.methodType(type.isPrimitive() ? type : Object.class, Object.class);
    }

    String path() {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    Field field() {
        return field;
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
        int start = output.position();
        try {
            if (type.isPrimitive()) {
                putPrimitive(output, owner);
            } else {
                kryo.writePart(output, (Object) getter.invokeExact(owner));
            }
            kryo.compare(output, start);
        } catch (SerializationException e) {
            throw e.inside(path());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw SerializationException.of("field cannot be read", path(), e);
        }
    }

    private void putPrimitive(Output output, Object owner) throws Throwable {
        if (type == int.class) {
            output.writeVarInt((int) getter.invokeExact(owner), false);
        } else if (type == long.class) {
            output.writeVarLong((long) getter.invokeExact(owner), false);
        } else if (type == boolean.class) {
            output.writeBoolean((boolean) getter.invokeExact(owner));
        } else if (type == double.class) {
            output.writeDouble((double) getter.invokeExact(owner));
        } else if (type == float.class) {
            output.writeFloat((float) getter.invokeExact(owner));
        } else if (type == byte.class) {
            output.writeByte((byte) getter.invokeExact(owner));
        } else if (type == short.class) {
            output.writeShort((short) getter.invokeExact(owner));
        } else {
            output.writeChar((char) getter.invokeExact(owner));
        }
    }

    /** Reads a value, of the field's very type: of a {@link WireKryo} and a {@link BoundedInput}. */
    MethodHandle taker() throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        if (!type.isPrimitive()) {
            MethodType signature = MethodType.methodType(Object.class, WireKryo.class, BoundedInput.class);
            return lookup.bind(this, "take", signature).asType(signature.changeReturnType(type));
        }
        MethodHandle reader;
        if (type == int.class || type == long.class) {
            String name = type == int.class ? "readVarInt" : "readVarLong";
            reader = lookup.findVirtual(BoundedInput.class, name, MethodType.methodType(type, boolean.class));
            reader = MethodHandles.insertArguments(reader, 1, false);
        } else {
            String name = type.getName();
            name = "read" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
            reader = lookup.findVirtual(BoundedInput.class, name, MethodType.methodType(type));
        }
        return MethodHandles.dropArguments(reader, 0, WireKryo.class);
    }

    @Nullable
    Object take(WireKryo kryo, BoundedInput input) {
        if (type.isPrimitive()) {
            return Primitives.take(input, type);
        }
        try {
            return kryo.readPart(input);
        } catch (SerializationException e) {
            throw e.inside(path());
        } catch (RuntimeException e) {
            throw SerializationException.of("field cannot be read", path(), e);
        }
    }
}
