package io.garrick.serialization;

import com.esotericsoftware.kryo.util.MapReferenceResolver;
import java.util.ArrayList;

/** Objects that a message has more than once, and cycles, except those through what is made of its parts at once. */
final class WireReferences extends MapReferenceResolver {

    private static final int MOST_KEPT = 2048;

    /** So many are looked through faster than hashed: most messages are small. With more of them {@code writtenObjects} has all. */
    private static final int FEW = 8;

    /** In the order of their numbers. */
    private final ArrayList<Object> written = new ArrayList<>();

    /** How many objects can be referred to. */
    int written() {
        return written.size();
    }

    int read() {
        return readObjects.size();
    }

    /** Whoever has left a value that a reader may skip refers to nothing in it. */
    void forgetWritten(int scope) {
        for (int i = written.size() - 1; i >= scope; i--) {
            writtenObjects.remove(written.remove(i), 0);
        }
    }

    void forgetRead(int scope) {
        readObjects.subList(scope, readObjects.size()).clear();
    }

    @Override
    public int getWrittenId(Object object) {
        int size = written.size();
        if (size > FEW) {
            return super.getWrittenId(object);
        }
        for (int i = 0; i < size; i++) {
            if (written.get(i) == object) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int addWrittenObject(Object object) {
        int id = written.size();
        written.add(object);
        for (int i = id == FEW ? 0 : id; id >= FEW && i <= id; i++) {
            writtenObjects.put(written.get(i), i);
        }
        return id;
    }

    @Override
    public void reset() {
        super.reset();
        boolean large = written.size() > MOST_KEPT;
        written.clear();
        if (large) {
            written.trimToSize();
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kryo has it
    public boolean useReferences(Class type) {
        return type != String.class && super.useReferences(type);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kryo has it
    public Object getReadObject(Class type, int id) {
        if (id < 0 || id >= readObjects.size()) {
            throw new SerializationException(
                    "reference to an object that was not read: id=" + id + " read=" + readObjects.size());
        }
        Object found = super.getReadObject(type, id);
        if (found == null) {
            throw new SerializationException(
                    "cycle through a record or an immutable collection, which is made of its parts: class="
                            + type.getName());
        }
        return found;
    }
}
