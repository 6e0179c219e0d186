package io.garrick.remoting;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.Transport;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transport that loses, or says again, whole frames that leave; what no TCP does, and the numbering of signals must bear. */
final class LossyTransport implements Transport {

    private final Transport inner;
    private final Function<byte[], Integer> copies;

    /** @param copies how many of a frame arrive; its first byte is its type */
    LossyTransport(Transport inner, Function<byte[], Integer> copies) {
        this.inner = inner;
        this.copies = copies;
    }

    @Override
    public void start(ActorSystem system) {
        inner.start(system);
    }

    @Override
    public CompletionStage<Integer> listen(String host, int port, Supplier<Handler> acceptor) {
        return inner.listen(host, port, () -> new LossyHandler(acceptor.get()));
    }

    @Override
    public void connect(String host, int port, long timeoutNanos, Handler handler) {
        inner.connect(host, port, timeoutNanos, new LossyHandler(handler));
    }

    @Override
    public CompletionStage<?> close() {
        return inner.close();
    }

    @Override
    public boolean runsHere() {
        return inner.runsHere();
    }

    private final class LossyHandler implements Handler {
        private final Handler handler;

        LossyHandler(Handler handler) {
            this.handler = handler;
        }

        @Override
        public void opened(Link link) {
            handler.opened(new LossyLink(link));
        }

        @Override
        public void received(ByteBuffer bytes) {
            handler.received(bytes);
        }

        @Override
        public void writable() {
            handler.writable();
        }

        @Override
        public void closed(End end, @Nullable Throwable cause) {
            handler.closed(end, cause);
        }
    }

    private final class LossyLink implements Transport.Link {
        private final Link link;

        LossyLink(Link link) {
            this.link = link;
        }

        @Override
        public void send(ByteBuffer bytes) {
            while (bytes.hasRemaining()) { // writers send whole frames
                int length = bytes.getInt(bytes.position());
                byte[] whole = new byte[4 + length];
                bytes.get(whole);
                int count = copies.apply(Arrays.copyOfRange(whole, 4, whole.length));
                for (int i = 0; i < count; i++) {
                    link.send(ByteBuffer.wrap(whole));
                }
            }
        }

        @Override
        public boolean isWritable() {
            return link.isWritable();
        }

        @Override
        public void close() {
            link.close();
        }

        @Override
        public String peer() {
            return link.peer();
        }

        @Override
        public Optional<Set<String>> peerNames() {
            return link.peerNames();
        }

        @Override
        public void execute(Runnable task) {
            link.execute(task);
        }
    }
}
