package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import io.garrick.serialization.Description.FieldText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A class that travels member by member: one value behind the other or, where it is {@link Evolvable}, each behind its length. */
abstract class MembersForm extends Form<Object> {

    private final String name;
    private final boolean evolvable;
    private final Member[] members;
    private final long fingerprint;
    private final Description description;

    MembersForm(boolean immutable, Class<?> type, List<Member> members) {
        super(immutable);
        this.name = type.getName();
        this.evolvable = type.isAnnotationPresent(Evolvable.class);
        this.members = members.toArray(new Member[0]);
        this.fingerprint = Fingerprint.of(members);
        this.description = evolvable ? fields() : new Description(name, fingerprint, null);
    }

    private Description fields() {
        ensureNamesDiffer();
        List<FieldText> texts = Stream.of(members)
                .map(Member::field)
                .map(field -> new FieldText(field.getName(), field.getType().getName()))
                .toList();
        return new Description(name, 0, texts);
    }

    private void ensureNamesDiffer() {
        Set<String> names = new HashSet<>();
        for (Member member : members) {
            if (!names.add(member.field().getName())) {
                throw new SerializationException("evolvable class has two fields of one name: class=" + name + " field="
                        + member.field().getName());
            }
        }
    }

    /** What values are put into: the object, or what it is made of. */
    abstract Object begin(WireKryo kryo);

    /** @param index of the member */
    abstract void set(Object target, int index, @Nullable Object value);

    /** The object. */
    abstract Object end(Object target);

    final String name() {
        return name;
    }

    final List<Member> members() {
        return List.of(members);
    }

    final Member member(int index) {
        return members[index];
    }

    @Override
    final long fingerprint() {
        return fingerprint;
    }

    @Override
    final Description description(String ignored) {
        return description;
    }

    @Override
    final Form<?> reader(Description written) {
        if (evolvable != written.isEvolvable()) {
            throw SchemaMismatchException.evolvableOnOneSide(name, evolvable);
        }
        return evolvable ? new EvolvedForm(this, written) : super.reader(written);
    }

    @Override
    final void put(WireKryo kryo, Output output, Object value) {
        for (Member member : members) {
            if (evolvable) {
                int scope = kryo.references().written();
                int start = Delimited.begin(output);
                member.put(kryo, output, value);
                Delimited.end(output, start);
                kryo.references().forgetWritten(scope);
            } else {
                member.put(kryo, output, value);
            }
        }
    }

    @Override
    final Object take(WireKryo kryo, BoundedInput input, Class<?> type) {
        return takeMembers(kryo, input);
    }

    /** All of them, as they were written here. */
    Object takeMembers(WireKryo kryo, BoundedInput input) {
        Object target = begin(kryo);
        for (int i = 0; i < members.length; i++) {
            set(target, i, members[i].take(kryo, input));
        }
        return end(target);
    }
}
