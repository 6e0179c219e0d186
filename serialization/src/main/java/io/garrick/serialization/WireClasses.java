package io.garrick.serialization;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Classes by number, and by name once per message. A name is looked up in the list before its class is loaded, which does not initialise it. */
final class WireClasses extends DefaultClassResolver {

    private static final int LONGEST_NAME = 1024;
    private static final int MOST_DIMENSIONS = 16;

    private final AllowList list;
    private final ClassLoader loader;
    private final IdentityHashMap<Class<?>, Integer> written = new IdentityHashMap<>();
    private final List<Registration> read = new ArrayList<>();

    WireClasses(AllowList list, ClassLoader loader) {
        this.list = list;
        this.loader = loader;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kryo has it
    public Registration registerImplicit(Class type) {
        return register(new Registration(type, form(type), NAME));
    }

    private Form<?> form(Class<?> type) {
        if (type.isArray()) {
            ensureLeaf(type);
            return new ArrayForm(type);
        }
        if (type.isHidden() || type.isSynthetic()) {
            throw new SerializationException("lambda does not travel: class=" + type.getName());
        }
        list.ensureAllows(type.getName());
        if (type.isEnum()) {
            return new EnumForm(type);
        }
        return type.isRecord() ? new RecordForm(type) : new BeanForm(type);
    }

    private void ensureLeaf(Class<?> array) {
        Class<?> leaf = array;
        while (leaf.isArray()) {
            leaf = leaf.getComponentType();
        }
        if (!leaf.isPrimitive() && !isOfBase(leaf.getName()) && classToRegistration.get(leaf) == null) {
            list.ensureAllows(leaf.getName());
        }
    }

    private static boolean isOfBase(String name) {
        return name.startsWith("java.");
    }

    // ---------------------------------------------------------------- names

    @Override
    @SuppressWarnings("rawtypes") // as Kryo has it
    protected void writeName(Output output, Class given, Registration registration) {
        Class<?> type = registration.getType(); // an enum's, for a constant with a body
        Integer number = written.get(type);
        output.writeVarInt(NAME + 2, true);
        output.writeVarInt(number == null ? written.size() : number, true);
        if (number == null) {
            written.put(type, written.size());
            output.writeString(type.getName());
            output.writeLong(((Form<?>) registration.getSerializer()).fingerprint());
        }
    }

    @Override
    protected Registration readName(Input input) {
        int number = input.readVarInt(true);
        if (number >= 0 && number < read.size()) {
            return read.get(number);
        }
        if (number != read.size()) {
            throw new SerializationException(
                    "number of a class is out of turn: number=" + number + " next=" + read.size());
        }
        String name = text(input);
        long fingerprint = input.readLong();
        Registration found = kryo.getRegistration(named(name));
        ensureSame(name, found, fingerprint);
        read.add(found);
        return found;
    }

    private static void ensureSame(String name, Registration found, long fingerprint) {
        long here = found.getSerializer() instanceof Form ? ((Form<?>) found.getSerializer()).fingerprint() : 0;
        if (here != fingerprint) {
            throw new SchemaMismatchException(name, fingerprint, here);
        }
    }

    /** A text that is there. */
    static String text(Input input) {
        String text = input.readString();
        if (text == null) {
            throw new SerializationException("name is missing: position=" + input.position());
        }
        if (text.length() > LONGEST_NAME) {
            throw new SerializationException("name is too long: length=" + text.length() + " limit=" + LONGEST_NAME);
        }
        return text;
    }

    /** The class of a name out of the bytes. */
    private Class<?> named(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return load(name);
        }
        if (dimensions > MOST_DIMENSIONS || dimensions == name.length()) {
            throw new SerializationException("array has too many dimensions: class=" + name);
        }
        String leaf = name.substring(dimensions);
        if (leaf.length() == 1) {
            return array(Primitives.named(leaf.charAt(0)), dimensions);
        }
        if (!leaf.startsWith("L") || !leaf.endsWith(";")) {
            throw new SerializationException("name is none of a class: class=" + name);
        }
        String element = leaf.substring(1, leaf.length() - 1);
        return array(isOfBase(element) ? base(element) : load(element), dimensions);
    }

    private static Class<?> array(Class<?> leaf, int dimensions) {
        return Array.newInstance(leaf, new int[dimensions]).getClass();
    }

    void ensureMayTravel(Class<?> type) {
        list.ensureAllows(type.getName());
    }

    Class<?> load(String name) {
        list.ensureAllows(name);
        return load(name, loader);
    }

    /** Of the JDK's base, whatever the class path has by that name. */
    private static Class<?> base(String name) {
        return load(name, null);
    }

    private static Class<?> load(String name, @Nullable ClassLoader from) {
        try {
            return Class.forName(name, false, from);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new SerializationException("class is not here: class=" + name, e);
        }
    }

    /** The class of a failure that may be made here; null for all else. */
    @Nullable
    Class<?> throwable(String name) {
        try {
            Class<?> type = isOfBase(name) ? base(name) : list.allows(name) ? load(name) : null;
            return type != null && Throwable.class.isAssignableFrom(type) ? type : null;
        } catch (SerializationException notHere) {
            return null; // it is data then
        }
    }

    @Override
    public void reset() {
        super.reset();
        written.clear();
        read.clear();
    }
}
