package io.garrick.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Output;
import io.garrick.actor.ActorRef;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Kryo with our forms, our names and our limits. For one thread at a time. */
final class WireKryo extends Kryo {

    /** By which Kryo says that a text follows: String's number, behind those for null and for a name. */
    private static final int TEXT = 3;

    private final WireClasses classes;
    private final WireReferences references;

    @Nullable
    private List<ActorRef> keptRefs;

    private byte @Nullable [] image;

    WireKryo(AllowList list, ClassLoader loader, int maxDepth, ActorForms actors) {
        this(new WireClasses(list, loader), new WireReferences(), loader, maxDepth, actors);
    }

    private WireKryo(
            WireClasses classes, WireReferences references, ClassLoader loader, int maxDepth, ActorForms actors) {
        super(classes, references);
        this.classes = classes;
        this.references = references;
        setAutoReset(false); // the classes of a message are asked for behind it
        setRegistrationRequired(false); // WireClasses decides
        setMaxDepth(maxDepth);
        setClassLoader(loader);
        setOptimizedGenerics(false);
        ValueForms.register(this);
        CollectionForms.register(this);
        enter(Throwable.class, new ThrowableForm(classes));
        actors.register(this);
    }

    /**
     * Says what holds until the next call.
     *
     * @param refs keeps the refs of what stays in this system; null where they become paths
     * @param expected the bytes of an image, if what is written is compared with one
     */
    void stayHere(@Nullable List<ActorRef> refs, byte @Nullable [] expected) {
        keptRefs = refs;
        image = expected;
    }

    @Nullable
    List<ActorRef> keptRefs() {
        return keptRefs;
    }

    /** Fails if what was written since then is not what stands there in the image. */
    void compare(Output output, int start) {
        byte[] expected = image;
        if (expected == null) {
            return;
        }
        int end = output.position();
        if (end > expected.length || !Arrays.equals(output.getBuffer(), start, end, expected, start, end)) {
            throw new SerializationException("other value");
        }
    }

    WireClasses classes() {
        return classes;
    }

    WireReferences references() {
        return references;
    }

    /** Gives a class the next number; a class that has one keeps it. */
    void enter(Class<?> type, Form<?> form) {
        if (getClassResolver().getRegistration(type) == null) {
            register(new Registration(type, form, getNextRegistrationId()));
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kryo has it
    public Registration getRegistration(Class type) {
        Registration known = getClassResolver().getRegistration(type);
        return known != null ? known : super.getRegistration(standsFor(type));
    }

    /** The class by which values of some other classes travel. */
    private static Class<?> standsFor(Class<?> type) {
        if (ActorRef.class.isAssignableFrom(type)) {
            return ActorRef.class;
        } else if (Throwable.class.isAssignableFrom(type)) {
            return Throwable.class;
        } else if (ZoneId.class.isAssignableFrom(type)) {
            return ZoneId.class;
        } else if (Charset.class.isAssignableFrom(type)) {
            return Charset.class;
        } else if (EnumSet.class.isAssignableFrom(type)) {
            return EnumSet.class;
        }
        return Enum.class.isAssignableFrom(type)
                        && !type.isEnum()
                        && type.getSuperclass().isEnum()
                ? type.getSuperclass()
                : type;
    }

    /** As {@link #writeClassAndObject}; a text has no need of its detours. */
    void writePart(Output output, @Nullable Object value) {
        if (value instanceof String) {
            output.writeByte(TEXT);
            output.writeString((String) value);
        } else {
            writeClassAndObject(output, value);
        }
    }

    /** As {@link #readClassAndObject}. */
    @Nullable
    Object readPart(BoundedInput input) {
        int start = input.position();
        if (input.readByte() == TEXT) {
            return input.readString();
        }
        input.setPosition(start);
        return readClassAndObject(input);
    }

    Class<?> readEnumClass(BoundedInput input) {
        Registration found = readClass(input);
        if (found == null || !found.getType().isEnum()) {
            throw new SerializationException("class is no enum: class="
                    + (found == null ? null : found.getType().getName()));
        }
        return found.getType();
    }
}
