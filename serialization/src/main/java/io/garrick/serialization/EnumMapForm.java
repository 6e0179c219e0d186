package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.util.EnumMap;
import java.util.Map;

/** The class of the keys, then names and values. */
@SuppressWarnings({"rawtypes", "unchecked"})
final class EnumMapForm extends Form<EnumMap> {

    EnumMapForm() {
        super(false);
    }

    @Override
    void put(WireKryo kryo, Output output, EnumMap value) {
        if (value.isEmpty()) {
            throw new SerializationException(
                    "EnumMap without entries does not tell its keys' class, send another map: class=java.util.EnumMap");
        }
        output.writeVarInt(value.size(), true);
        kryo.writeClass(output, ((Enum<?>) value.keySet().iterator().next()).getDeclaringClass());
        for (Object entry : value.entrySet()) {
            Enum<?> key = (Enum<?>) ((Map.Entry<?, ?>) entry).getKey();
            output.writeString(key.name());
            putPart(kryo, output, ((Map.Entry<?, ?>) entry).getValue(), "value", key.ordinal());
        }
    }

    @Override
    EnumMap take(WireKryo kryo, BoundedInput input, Class<? extends EnumMap> ignored) {
        int count = input.readCount();
        Class type = kryo.readEnumClass(input);
        EnumMap made = new EnumMap(type);
        kryo.reference(made);
        for (int i = 0; i < count; i++) {
            Enum key = EnumForm.constant(type, input.readString());
            made.put(key, takePart(kryo, input, "value", i));
        }
        return made;
    }
}
