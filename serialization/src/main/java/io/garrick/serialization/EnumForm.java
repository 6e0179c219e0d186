package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;

/** A constant by its name, so that others may be added or moved. */
final class EnumForm extends Form<Enum<?>> {

    private final Class<?> type;

    EnumForm(Class<?> type) {
        super(true);
        this.type = type;
    }

    @Override
    void put(WireKryo kryo, Output output, Enum<?> value) {
        output.writeString(value.name());
    }

    @Override
    Enum<?> take(WireKryo kryo, BoundedInput input, Class<? extends Enum<?>> ignored) {
        return constant(type, input.readString());
    }

    static Enum<?> constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return (Enum<?>) constant;
            }
        }
        throw new SerializationException("constant is not here: class=" + type.getName() + " name=" + name);
    }
}
