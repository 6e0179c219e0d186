package io.garrick.serialization;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record: its components in order, and back through the canonical constructor, which may refuse them. */
final class RecordForm extends MembersForm {

    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

    private final MethodHandle maker;

    /** What a component has that was not there where the record was written. */
    private final @Nullable Object[] zeros;

    RecordForm(Class<?> type) {
        super(true, type, components(type));
        Class<?>[] types = types().toArray(new Class<?>[0]);
        this.zeros = types().stream().map(Primitives::zero).toArray();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            this.maker = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MAKER);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreachable(type, e);
        }
    }

    private static List<Member> components(Class<?> type) {
        List<Member> found = new ArrayList<>();
        try {
            for (RecordComponent component : type.getRecordComponents()) {
                found.add(new Member(type.getDeclaredField(component.getName()), false));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreachable(type, e);
        }
        return found;
    }

    private static SerializationException unreachable(Class<?> type, Exception cause) {
        return SerializationException.of("record cannot be reached", type.getName(), cause);
    }

    /** Of the components. */
    List<Class<?>> types() {
        return members().stream()
                .<Class<?>>map(member -> member.field().getType())
                .toList();
    }

    @Override
    Object begin(WireKryo kryo) {
        return zeros.clone();
    }

    @Override
    void set(Object target, int index, @Nullable Object value) {
        ((@Nullable Object[]) target)[index] = value;
    }

    @Override
    Object end(Object target) {
        return make((@Nullable Object[]) target);
    }

    Object make(@Nullable Object[] values) {
        try {
            return (Object) maker.invokeExact(values);
        } catch (Throwable e) {
            throw SerializationException.of("record's constructor refused what was read", name(), e);
        }
    }
}
