package io.garrick.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/** How values of some classes stand in the bytes: Kryo's serializer, by another name than ours has. */
abstract class Form<T> extends com.esotericsoftware.kryo.Serializer<T> {

    Form(boolean immutable) {
        super(false, immutable);
    }

    abstract void put(WireKryo kryo, Output output, T value);

    abstract T take(WireKryo kryo, BoundedInput input, Class<? extends T> type);

    /** What reader and writer must agree on; 0 where nothing can differ. */
    long fingerprint() {
        return 0;
    }

    /** What a message says about a class that has this form. */
    Description description(String name) {
        return new Description(name, fingerprint(), null);
    }

    /** What reads values that were written so; fails when nothing does. */
    Form<?> reader(Description written) {
        ensureSame(written, fingerprint());
        return this;
    }

    static void ensureSame(Description written, long here) {
        if (written.isEvolvable()) {
            throw SchemaMismatchException.evolvableOnOneSide(written.name(), false);
        }
        if (written.fingerprint() != here) {
            throw SchemaMismatchException.otherFields(written.name(), written.fingerprint(), here);
        }
    }

    @Override
    public final void write(Kryo kryo, Output output, T value) {
        put((WireKryo) kryo, output, value);
    }

    @Override
    public final T read(Kryo kryo, Input input, Class<? extends T> type) {
        return take((WireKryo) kryo, (BoundedInput) input, type);
    }

    /** Writes. */
    @FunctionalInterface
    interface Put<T> {
        void put(WireKryo kryo, Output output, T value);
    }

    /** Reads. */
    @FunctionalInterface
    interface Take<T> {
        T take(WireKryo kryo, BoundedInput input);
    }

    static <T> Form<T> of(Put<T> put, Take<T> take) {
        return new Simple<>(put, take);
    }

    /** Two functions. */
    private static final class Simple<T> extends Form<T> {

        private final Put<T> put;
        private final Take<T> take;

        Simple(Put<T> put, Take<T> take) {
            super(true);
            this.put = put;
            this.take = take;
        }

        @Override
        void put(WireKryo kryo, Output output, T value) {
            put.put(kryo, output, value);
        }

        @Override
        T take(WireKryo kryo, BoundedInput input, Class<? extends T> type) {
            return take.take(kryo, input);
        }
    }

    /** Writes a part, and says which one when it fails. */
    static void putPart(WireKryo kryo, Output output, @Nullable Object part, String owner, int index) {
        int start = output.position();
        try {
            kryo.writeClassAndObject(output, part);
            kryo.compare(output, start);
        } catch (SerializationException e) {
            throw e.inside(owner + "[" + index + "]");
        }
    }

    @Nullable
    static Object takePart(WireKryo kryo, BoundedInput input, String owner, int index) {
        try {
            return kryo.readClassAndObject(input);
        } catch (SerializationException e) {
            throw e.inside(owner + "[" + index + "]");
        }
    }
}
