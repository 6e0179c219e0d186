package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/** An array of objects; what it is made of is counted before it is made. */
final class ArrayForm extends Form<Object[]> {

    private final Class<?> component;

    ArrayForm(Class<?> type) {
        super(false);
        this.component = type.getComponentType();
    }

    @Override
    void put(WireKryo kryo, Output output, Object[] value) {
        output.writeVarInt(value.length, true);
        for (int i = 0; i < value.length; i++) {
            putPart(kryo, output, value[i], "", i);
        }
    }

    @Override
    Object[] take(WireKryo kryo, BoundedInput input, Class<? extends Object[]> type) {
        Object[] made = (Object[]) Array.newInstance(component, input.readCount());
        kryo.reference(made);
        for (int i = 0; i < made.length; i++) {
            Object value = takePart(kryo, input, "", i);
            if (value != null && !component.isInstance(value)) {
                throw new SerializationException("array refuses what was read: array=" + type.getName() + " class="
                        + value.getClass().getName());
            }
            made[i] = value;
        }
        return made;
    }
}
