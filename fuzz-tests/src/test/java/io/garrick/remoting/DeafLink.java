package io.garrick.remoting;

import io.garrick.actor.spi.Transport.Link;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** A link whose other end hears nothing. */
final class DeafLink implements Link {

    private boolean closed;

    boolean isClosed() {
        return closed;
    }

    @Override
    public void send(ByteBuffer bytes) {
        bytes.position(bytes.limit());
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String peer() {
        return "fuzz";
    }

    @Override
    public Optional<Set<String>> peerNames() {
        return Optional.empty();
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
