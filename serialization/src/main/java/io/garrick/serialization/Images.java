package io.garrick.serialization;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Extension;
import io.garrick.actor.spi.RemoteServices;
import io.garrick.actor.spi.RemoteServices.MessageImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images of messages that stay in their system: the bytes that another node would get, and the refs beside them, which lead nowhere else. Any thread. */
final class Images implements Extension, RemoteServices.MessageImages {

    private final Serialization serialization;

    Images(Serialization serialization) {
        this.serialization = serialization;
    }

    @Override
    public MessageImage of(Object message) {
        Serializer serializer = serialization.findSerializerFor(message);
        return serializer instanceof KryoSerializer
                ? new OfKryo((KryoSerializer) serializer, message)
                : new OfProgram(serializer, message);
    }

    /** By what writes most. */
    private static final class OfKryo implements MessageImage {

        private final KryoSerializer kryo;
        private final List<ActorRef> refs = new ArrayList<>();
        private final byte[] bytes;

        OfKryo(KryoSerializer kryo, Object message) {
            this.kryo = kryo;
            this.bytes = kryo.toBinary(message, refs);
        }

        @Override
        public Object copy() {
            return kryo.fromBinary(bytes, refs);
        }

        @Override
        @Nullable
        public String changeOf(Object message) {
            List<ActorRef> refsNow = new ArrayList<>();
            if (!Arrays.equals(bytes, kryo.toBinary(message, refsNow))) {
                String change = kryo.firstChange(message, bytes);
                return change == null ? "other bytes" : change;
            }
            return refs.equals(refsNow) ? null : "other refs before=" + refs + " now=" + refsNow;
        }
    }

    /** By a serializer that was registered for the class. */
    private final class OfProgram implements MessageImage {

        private final Serializer serializer;
        private final String manifest;
        private final byte[] bytes;

        OfProgram(Serializer serializer, Object message) {
            this.serializer = serializer;
            this.manifest = serializer.manifest(message);
            this.bytes = serializer.toBinary(message).clone();
        }

        @Override
        public Object copy() {
            return serialization.deserialize(bytes, serializer.identifier(), manifest);
        }

        @Override
        @Nullable
        public String changeOf(Object message) {
            return Arrays.equals(bytes, serializer.toBinary(message)) ? null : "other bytes";
        }
    }
}
