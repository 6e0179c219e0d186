package io.garrick.serialization;

import com.esotericsoftware.kryo.KryoException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A record: its components in order, and back through the canonical constructor, which may refuse them. */
final class RecordForm extends MembersForm {

    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);
    private static final MethodType TAKER = MethodType.methodType(Object.class, WireKryo.class, BoundedInput.class);

    /** A method handle has 255 arguments at most, and each component is two for a while. */
    private static final int MOST_TAKEN = 100;

    private final MethodHandle maker;

    /** Reads the components in order and makes the record, with nothing boxed in between; null where it has too many. */
    @Nullable
    private final MethodHandle taker;

    /** What a component has that was not there where the record was written. */
    private final @Nullable Object[] zeros;

    RecordForm(Class<?> type) {
        super(true, type, components(type));
        Class<?>[] types = types().toArray(new Class<?>[0]);
        this.zeros = types().stream().map(Primitives::zero).toArray();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            MethodHandle constructor = MethodHandles.lookup().unreflectConstructor(canonical);
            this.maker = constructor.asSpreader(Object[].class, types.length).asType(MAKER);
            this.taker = types.length > MOST_TAKEN ? null : taker(constructor, members());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw unreachable(type, e);
        }
    }

    /** An argument that is collected later stands before the others, and so is read before them. */
    private static MethodHandle taker(MethodHandle constructor, List<Member> members)
            throws ReflectiveOperationException {
        MethodHandle all = constructor.asType(constructor.type().changeReturnType(Object.class));
        for (int i = members.size() - 1; i >= 0; i--) {
            all = MethodHandles.collectArguments(all, i, members.get(i).taker());
        }
        int[] sources = IntStream.range(0, members.size() * 2).map(i -> i & 1).toArray();
        return MethodHandles.permuteArguments(all, TAKER, sources);
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

    @Override
    Object takeMembers(WireKryo kryo, BoundedInput input) {
        if (taker == null) {
            return super.takeMembers(kryo, input);
        }
        try {
            return (Object) taker.invokeExact(kryo, input);
        } catch (SerializationException | KryoException | VirtualMachineError e) {
            throw e; // of a component
        } catch (Throwable e) {
            throw refused(e);
        }
    }

    private SerializationException refused(Throwable cause) {
        return SerializationException.of("record's constructor refused what was read", name(), cause);
    }

    Object make(@Nullable Object[] values) {
        try {
            return (Object) maker.invokeExact(values);
        } catch (Throwable e) {
            throw refused(e);
        }
    }
}
