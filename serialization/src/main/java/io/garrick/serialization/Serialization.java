package io.garrick.serialization;

import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.Extension;
import io.garrick.actor.spi.SystemServices;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes bytes of messages, and back. A class has the serializer that was registered for it, or for the nearest of its superclasses and interfaces, or
 * Kryo. All methods may be called from any thread.
 */
public final class Serialization implements Extension {

    private static final int FIRST_OF_PROGRAMS = 16;

    private final AllowList list;
    private final ClassLoader loader;
    private final Supplier<WireKryo> maker;
    private final KryoSerializer kryo;
    private final Map<Integer, Serializer> byIdentifier = new ConcurrentHashMap<>();
    private volatile Bindings bindings;

    Serialization(ExtendedActorSystem system) {
        SerializationSettings settings =
                SerializationSettings.of(system.settings().config());
        this.loader = system.classLoader();
        this.list = new AllowList(
                settings.allow(),
                MessageIndexes.read(loader),
                settings.application() ? SystemServices.of(system).actorPackages() : Set.of());
        ActorForms actors = new ActorForms(system);
        this.maker = () -> new WireKryo(list, loader, settings.maxDepth(), actors);
        this.kryo = new KryoSerializer(maker, settings.maxSize());
        byIdentifier.put(kryo.identifier(), kryo);
        this.bindings = Bindings.of(kryo);
    }

    /**
     * Writes a message.
     *
     * @param message the message
     * @return its bytes, without the serializer's identifier and manifest
     * @throws ClassNotAllowedException when a class in it may not travel
     * @throws SerializationException when something else in it does not travel, or it is too large
     */
    public byte[] serialize(Object message) {
        return findSerializerFor(message).toBinary(message);
    }

    /**
     * Writes a message of a conversation; when that fails, it was not in it.
     *
     * @param message the message
     * @param serializer of the message
     * @param table of that conversation's direction
     * @return its bytes, as {@link #serialize(Object)}; they can only be read in that conversation
     * @throws SerializationException as {@link #serialize(Object)}
     */
    public byte[] serialize(Object message, Serializer serializer, ClassTable table) {
        Collected collected = new Collected();
        serialize(message, serializer, table, collected);
        return collected.bytes();
    }

    /**
     * As {@link #serialize(Object, Serializer, ClassTable)}, into something that has room for it.
     *
     * @param message the message
     * @param serializer of the message
     * @param table of that conversation's direction
     * @param sink gets the bytes; when this fails it may have got some
     * @throws SerializationException as {@link #serialize(Object)}
     */
    public void serialize(Object message, Serializer serializer, ClassTable table, ByteSink sink) {
        if (serializer == kryo) {
            kryo.write(message, table, sink);
            return;
        }
        byte[] bytes = serializer.toBinary(message);
        sink.begin(bytes.length);
        sink.put(bytes, 0, bytes.length);
    }

    /**
     * A table for a conversation's beginning.
     *
     * @return an empty one; each of the two ends needs one
     */
    public ClassTable newClassTable() {
        return new ClassTable();
    }

    /**
     * Reads a message that is of a class, or of one that has the same serializer.
     *
     * @param <T> the class
     * @param bytes what {@link #serialize} gave
     * @param type the class
     * @return the message
     * @throws ClassNotAllowedException when a class in it may not travel; it was not loaded
     * @throws SchemaMismatchException when a class in it had other fields where it was written
     * @throws SerializationException when the bytes are wrong in another way, or the message is of another class
     */
    public <T> T deserialize(byte[] bytes, Class<T> type) {
        Serializer serializer = serializerFor(type);
        Object message = read(serializer, bytes, needsClass(serializer) ? type.getName() : "", type);
        if (!type.isInstance(message)) {
            throw new SerializationException("message is of another class: wanted=" + type.getName() + " class="
                    + message.getClass().getName());
        }
        return type.cast(message);
    }

    private static boolean needsClass(Serializer serializer) {
        return serializer instanceof JSerializer && ((JSerializer) serializer).includeManifest();
    }

    /**
     * Reads a message by what its serializer said about it.
     *
     * @param bytes what {@link #serialize} gave
     * @param identifier of the serializer
     * @param manifest of the serializer
     * @return the message
     * @throws SerializationException as {@link #deserialize(byte[], Class)}; also when no serializer has that identifier
     */
    public Object deserialize(byte[] bytes, int identifier, String manifest) {
        Serializer serializer = byIdentifier.get(identifier);
        if (serializer == null) {
            throw new SerializationException(
                    "serializer is not registered here: identifier=" + identifier + " known=" + byIdentifier.keySet());
        }
        return read(serializer, bytes, manifest, null);
    }

    /**
     * Reads the next message of a conversation.
     *
     * @param source what {@link #serialize(Object, Serializer, ClassTable)} gave, from its position to its limit; it may be reused afterwards
     * @param identifier of the serializer
     * @param manifest of the serializer
     * @param table of that conversation's direction
     * @return the message
     * @throws SerializationException as {@link #deserialize(byte[], int, String)}; the next message can be read, unless {@link ClassTable#isLost}
     */
    public Object deserialize(ByteBuffer source, int identifier, String manifest, ClassTable table) {
        return identifier == KryoSerializer.IDENTIFIER
                ? kryo.fromBinary(source, table)
                : deserialize(Buffers.rest(source), identifier, manifest);
    }

    private Object read(Serializer serializer, byte[] bytes, String manifest, @Nullable Class<?> known) {
        if (!needsClass(serializer)) {
            return serializer.fromBinary(ByteBuffer.wrap(bytes), manifest);
        }
        return ((JSerializer) serializer).fromBinaryJava(bytes, known != null ? known : load(manifest));
    }

    private Class<?> load(String manifest) {
        list.ensureAllows(manifest);
        try {
            return Class.forName(manifest, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new SerializationException("class is not here: class=" + manifest, e);
        }
    }

    /**
     * The serializer of a message.
     *
     * @param message the message
     * @return the one for its class
     */
    public Serializer findSerializerFor(Object message) {
        return serializerFor(message.getClass());
    }

    /**
     * The serializer of a class.
     *
     * @param type the class
     * @return the one that was registered for it, or else for the nearest of its superclasses and interfaces, or else Kryo
     */
    public Serializer serializerFor(Class<?> type) {
        return bindings.of(type);
    }

    /**
     * Gives classes, with their subclasses, a serializer. To be done when the system starts, alike on all nodes.
     *
     * @param serializer the serializer
     * @param types what it is for; they may travel from now on
     * @throws IllegalArgumentException when its identifier is below 16, or another's
     */
    public void register(Serializer serializer, Class<?>... types) {
        int identifier = serializer.identifier();
        if (identifier < FIRST_OF_PROGRAMS) {
            throw new IllegalArgumentException("identifier is kept for Garrick: identifier=" + identifier + " from="
                    + FIRST_OF_PROGRAMS + " serializer=" + serializer.getClass().getName());
        }
        Serializer other = byIdentifier.putIfAbsent(identifier, serializer);
        if (other != null && other != serializer) {
            throw new IllegalArgumentException("identifier is another serializer's: identifier=" + identifier
                    + " serializer=" + serializer.getClass().getName() + " other="
                    + other.getClass().getName());
        }
        for (Class<?> type : types) {
            list.add(type);
            bind(type, serializer);
        }
    }

    private synchronized void bind(Class<?> type, Serializer serializer) {
        bindings = bindings.with(type, serializer);
    }

    /**
     * Lets classes travel, as {@code garrick.serialization.allow} does, with those that are nested in them. To be done when the system starts.
     *
     * @param types the classes
     */
    public void allow(Class<?>... types) {
        for (Class<?> type : types) {
            list.add(type);
        }
    }

    /**
     * Finds out, best when the system starts, what of some message types would not travel: looks at the types of their fields as far as those say what
     * is in them, and sends a record of simple values there and back. A field of type Object, or of an interface that is not sealed, may still have
     * a value that does not travel.
     *
     * @param types the message types
     * @throws SerializationException for the first thing that would not travel, with the path of its field
     */
    public void verify(Class<?>... types) {
        WireKryo look = maker.get();
        for (Class<?> type : types) {
            if (serializerFor(type) == kryo) {
                new Verification(look).verify(type);
                Object trial = Trial.of(type, look);
                if (trial != null) {
                    tryOut(trial);
                }
            }
        }
    }

    private void tryOut(Object trial) {
        byte[] bytes = serialize(trial);
        byte[] again = serialize(deserialize(bytes, trial.getClass()));
        if (!Arrays.equals(bytes, again)) {
            throw new SerializationException("message comes back as another one: class="
                    + trial.getClass().getName() + " sent=" + bytes.length + " again=" + again.length);
        }
    }
}
