package io.garrick.serialization;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.lang.reflect.Array;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classes by number, and by name once per message, in a table before it. A name is looked up in the list before its class is loaded, which does not
 * initialise it, and that only when a value of the class is read.
 */
final class WireClasses extends DefaultClassResolver {

    private static final int LONGEST_NAME = 1024;
    private static final int MOST_DIMENSIONS = 16;

    /** Bit of a table's head: its numbers follow on those of the conversation. */
    private static final int CONTINUES = 1;

    private final AllowList list;
    private final ClassLoader loader;

    /** Of the message. */
    private final ClassTable own = new ClassTable();

    /** The one in use. */
    private ClassTable table = own;

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
        list.ensureAllows(type);
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
            list.ensureAllows(leaf);
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
        int number = table.number(type);
        output.writeVarInt(NAME + 2, true);
        output.writeVarInt(number < 0 ? table.size() : number, true);
        if (number < 0) {
            ensureShort(type.getName());
            table.add(type, ((Form<?>) registration.getSerializer()).description(type.getName()));
        }
    }

    /** Says whether what follows knows what was said before in its conversation, until {@link #reset}. */
    void use(@Nullable ClassTable conversation) {
        table = conversation == null ? own : conversation;
    }

    /** What was written says about its classes; it stands before it, where nothing that a reader skips can take it along. */
    void putTable(Output output) {
        int mark = table == own ? 0 : CONTINUES;
        if (!table.hasUnsaid()) {
            output.writeByte(mark);
            return;
        }
        List<Description> news = table.unsaid();
        output.writeVarInt(news.size() << 1 | mark, true);
        int start = output.position();
        news.forEach(description -> description.put(output));
        table.said(output.position() - start);
    }

    /** Reads what a message says about its classes. None is looked for before there is a value of it. */
    void takeTable(BoundedInput input, @Nullable ClassTable conversation) {
        int head = input.readVarInt(true);
        int start = input.position();
        use((head & CONTINUES) == 0 ? null : continued(conversation));
        table.beginTaking();
        int count = input.ensureLeft(head >>> 1, Description.LEAST_BYTES);
        for (int i = 0; i < count; i++) {
            table.add(Description.take(input));
        }
        table.endTaking(input.position() - start);
    }

    private static ClassTable continued(@Nullable ClassTable conversation) {
        if (conversation == null || conversation.isFull()) {
            throw new SerializationException(
                    "message goes on with a table of classes that is " + (conversation == null ? "not there" : "full"));
        }
        return conversation;
    }

    @Override
    protected Registration readName(Input input) {
        int number = input.readVarInt(true);
        if (number < 0 || number >= table.size()) {
            throw new SerializationException(
                    "message does not describe a class of that number: number=" + number + " known=" + table.size());
        }
        Registration known = table.found(number);
        if (known == null) {
            known = found(table.description(number));
            table.found(number, known);
        }
        return known;
    }

    private Registration found(Description description) {
        Registration here = kryo.getRegistration(named(description.name()));
        if (!(here.getSerializer() instanceof Form)) {
            Form.ensureSame(description, 0);
            return here;
        }
        Form<?> form = (Form<?>) here.getSerializer();
        Form<?> reader = form.reader(description);
        return reader == form ? here : new Registration(here.getType(), reader, NAME);
    }

    /** A text that is there. */
    static String text(Input input) {
        String text = input.readString();
        if (text == null) {
            throw new SerializationException("name is missing: position=" + input.position());
        }
        ensureShort(text);
        return text;
    }

    private static void ensureShort(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new SerializationException("name is too long: length=" + name.length() + " limit=" + LONGEST_NAME);
        }
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
        list.ensureAllows(type);
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
        Class<?> own = OwnFailures.of(name);
        if (own != null) {
            return own;
        }
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
        own.clear();
        table = own;
    }
}
