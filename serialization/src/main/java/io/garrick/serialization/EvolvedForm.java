package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import io.garrick.serialization.Description.FieldText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads objects of a class as another version of it has written them: in the order there, and without what is not here. For one message. */
final class EvolvedForm extends Form<Object> {

    private static final int SKIP = -1;

    private final MembersForm form;
    private final List<FieldText> written;

    /** By the place at the writer: the member here, or SKIP. */
    private final int[] places;

    EvolvedForm(MembersForm form, Description description) {
        super(false);
        this.form = form;
        this.written = Objects.requireNonNull(description.fields());
        this.places = new int[written.size()];
        Map<String, Integer> here = new HashMap<>();
        for (Member member : form.members()) {
            here.put(member.field().getName(), here.size());
        }
        for (int i = 0; i < places.length; i++) {
            places[i] = here.getOrDefault(written.get(i).name(), SKIP);
            if (places[i] != SKIP) {
                ensureAlike(written.get(i), form.member(places[i]).field().getType());
            }
        }
    }

    /** A primitive's bytes say nothing about themselves. Other values do, and are looked at one by one. */
    private void ensureAlike(FieldText there, Class<?> here) {
        boolean primitive = here.isPrimitive() || Primitives.isNameOfOne(there.type());
        if (primitive && !here.getName().equals(there.type())) {
            throw SchemaMismatchException.otherType(form.name(), there, here);
        }
    }

    @Override
    void put(WireKryo kryo, Output output, Object value) {
        throw new IllegalStateException("form of another version does not write: class=" + form.name());
    }

    @Override
    Object take(WireKryo kryo, BoundedInput input, Class<?> type) {
        Object target = form.begin(kryo);
        for (int i = 0; i < places.length; i++) {
            int end = Delimited.end(input);
            if (places[i] == SKIP) {
                input.setPosition(end);
            } else {
                form.set(target, places[i], value(kryo, input, end, i));
            }
        }
        return form.end(target);
    }

    @Nullable
    private Object value(WireKryo kryo, BoundedInput input, int end, int index) {
        Member member = form.member(places[index]);
        int limit = input.limit();
        int scope = kryo.references().read();
        input.setLimit(end);
        Object value = member.take(kryo, input);
        if (input.position() != end) {
            throw new SerializationException("value is not as long as it says: class=" + form.name() + " field="
                    + member.field().getName() + " left=" + (end - input.position()));
        }
        input.setLimit(limit);
        kryo.references().forgetRead(scope);
        Class<?> here = member.field().getType();
        if (value != null && !here.isPrimitive() && !here.isInstance(value)) {
            throw SchemaMismatchException.otherType(form.name(), written.get(index), here);
        }
        return value;
    }
}
