package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.util.EnumSet;

/** The class of the constants, then their names. */
@SuppressWarnings({"rawtypes", "unchecked"})
final class EnumSetForm extends Form<EnumSet> {

    EnumSetForm() {
        super(false);
    }

    @Override
    void put(WireKryo kryo, Output output, EnumSet value) {
        EnumSet<?> some = value.isEmpty() ? EnumSet.complementOf(value) : value;
        if (some.isEmpty()) {
            throw new SerializationException("set of an enum without constants does not travel: class="
                    + value.getClass().getName());
        }
        output.writeVarInt(value.size(), true);
        kryo.writeClass(output, some.iterator().next().getDeclaringClass());
        for (Object constant : value) {
            output.writeString(((Enum<?>) constant).name());
        }
    }

    @Override
    EnumSet take(WireKryo kryo, BoundedInput input, Class<? extends EnumSet> ignored) {
        int count = input.readCount();
        Class type = kryo.readEnumClass(input);
        EnumSet made = EnumSet.noneOf(type);
        for (int i = 0; i < count; i++) {
            made.add(EnumForm.constant(type, input.readString()));
        }
        return made;
    }
}
