package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message says about a class: its name and a number for the shape of its fields; or, of one that is {@link Evolvable}, name and type of each
 * field instead. These are texts here, of which no class is loaded.
 *
 * @param name the class's
 * @param fingerprint 0 for an evolvable class
 * @param fields null for one that is not evolvable
 */
record Description(String name, long fingerprint, @Nullable List<FieldText> fields) {

    /** Name, kind and fingerprint. */
    static final int LEAST_BYTES = 3;

    /** Two texts. */
    private static final int LEAST_BYTES_OF_FIELD = 2;

    /** A field, as another node has it. */
    record FieldText(String name, String type) {}

    boolean isEvolvable() {
        return fields != null;
    }

    void put(Output output) {
        output.writeString(name);
        if (fields == null) {
            output.writeVarInt(0, true);
            output.writeLong(fingerprint);
            return;
        }
        output.writeVarInt(fields.size() + 1, true);
        for (FieldText field : fields) {
            output.writeString(field.name);
            output.writeString(field.type);
        }
    }

    static Description take(BoundedInput input) {
        String name = WireClasses.text(input);
        int kind = input.readVarInt(true);
        if (kind == 0) {
            return new Description(name, input.readLong(), null);
        }
        int count = input.ensureLeft(kind - 1, LEAST_BYTES_OF_FIELD);
        List<FieldText> fields = new ArrayList<>(count);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            FieldText field = new FieldText(WireClasses.text(input), WireClasses.text(input));
            if (!names.add(field.name)) {
                throw new SerializationException("field is described twice: class=" + name + " field=" + field.name);
            }
            fields.add(field);
        }
        return new Description(name, 0, fields);
    }
}
