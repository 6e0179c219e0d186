package io.garrick.serialization;

import com.esotericsoftware.kryo.util.MapReferenceResolver;

/** Objects that a message has more than once, and cycles, except those through what is made of its parts at once. */
final class WireReferences extends MapReferenceResolver {

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
