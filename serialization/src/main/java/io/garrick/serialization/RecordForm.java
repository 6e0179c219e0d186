package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record: its components in order, and back through the canonical constructor, which may refuse them. */
final class RecordForm extends Form<Object> {

    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

    private final String name;
    private final Member[] members;
    private final MethodHandle maker;
    private final long fingerprint;

    RecordForm(Class<?> type) {
        super(true);
        this.name = type.getName();
        RecordComponent[] components = type.getRecordComponents();
        List<Member> found = new ArrayList<>(components.length);
        Class<?>[] types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                found.add(new Member(type.getDeclaredField(components[i].getName()), false));
            }
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            this.maker = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MAKER);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw SerializationException.of("record cannot be reached", name, e);
        }
        this.members = found.toArray(new Member[0]);
        this.fingerprint = Fingerprint.of(found);
    }

    @Override
    long fingerprint() {
        return fingerprint;
    }

    @Override
    void put(WireKryo kryo, Output output, Object value) {
        for (Member member : members) {
            member.put(kryo, output, value);
        }
    }

    @Override
    Object take(WireKryo kryo, BoundedInput input, Class<?> type) {
        @Nullable Object[] values = new @Nullable Object[members.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = members[i].take(kryo, input);
        }
        return make(values);
    }

    /** Of the components. */
    List<Class<?>> types() {
        return Stream.of(members)
                .<Class<?>>map(member -> member.field().getType())
                .toList();
    }

    Object make(@Nullable Object[] values) {
        try {
            return (Object) maker.invokeExact(values);
        } catch (Throwable e) {
            throw SerializationException.of("record's constructor refused what was read", name, e);
        }
    }
}
