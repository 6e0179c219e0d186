package io.garrick.actor.spi;

import io.garrick.actor.ActorSystem;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Streams of bytes between systems: TCP, or the network that a rehearsal makes up. It knows neither messages nor actors. What lies over it must expect what TCP does: bytes
 * arrive in order or not at all, cut anywhere, and how many were still under way when a connection ended is not known.
 *
 * <p>Methods may be called from any thread unless they say otherwise.
 */
public interface Transport {

    /** Why a connection is no more, or never was. */
    enum End {
        /** Either side has closed it; what the other had sent before has arrived. */
        CLOSED,
        /** It broke. */
        RESET,
        /** The other machine says that nobody listens there. */
        REFUSED,
        /** Nothing was heard from there: no route, no such name, no answer in time, or a security check that failed. */
        UNREACHABLE
    }

    /**
     * Takes threads and time from the system that it is for. Called once, before anything else.
     *
     * @param system whose messages it will carry
     */
    void start(ActorSystem system);

    /**
     * Waits for connections.
     *
     * @param host a name or an address of this machine
     * @param port 0 for any that is free
     * @param acceptor makes the handler of each connection that is made from elsewhere
     * @return the port; fails when the place cannot be had
     */
    CompletionStage<Integer> listen(String host, int port, Supplier<Handler> acceptor);

    /**
     * Makes a connection. What becomes of it the handler hears: {@link Handler#opened}, or only {@link Handler#closed}.
     *
     * @param host a name or an address
     * @param port where somebody should be listening
     * @param timeoutNanos after which it is given up, in nanoseconds
     * @param handler hears of it
     */
    void connect(String host, int port, long timeoutNanos, Handler handler);

    /**
     * Ends all connections, at once, and what listens; then its threads.
     *
     * @return completes when it has; never fails
     */
    CompletionStage<?> close();

    /**
     * Whether the calling thread is one of its own.
     *
     * @return {@code true} on threads that {@link #close} ends
     */
    boolean runsHere();

    /**
     * One end of a connection. It has a thread on which everything happens that its {@link Handler} hears; many connections may share one.
     *
     * <p>{@code execute} runs a task on that thread, after what was given before; a task that comes after the end of the transport is dropped.
     */
    interface Link extends Executor {

        /**
         * Sends bytes. On the link's thread only.
         *
         * @param bytes from its position to its limit; copied before this returns. Dropped when the connection has ended
         */
        void send(ByteBuffer bytes);

        /**
         * Whether more should be sent now. On the link's thread only.
         *
         * @return {@code false} when much is waiting to leave; then {@link Handler#writable} will be called
         */
        boolean isWritable();

        /** Ends the connection when what was sent has left. Any thread. */
        void close();

        /**
         * Who is at the other end, for people to read.
         *
         * @return such as {@code 127.0.0.1:40112}
         */
        String peer();

        /**
         * For which hosts the other end has shown a certificate. On the link's thread only.
         *
         * @return names, of which the first part may be {@code *}, and addresses as text; empty where connections are not secured by certificates
         */
        Optional<Set<String>> peerNames();
    }

    /** What a connection is good for. All methods are called on the link's thread, one at a time; what they throw ends the connection. */
    interface Handler {

        /**
         * The connection stands. First, once.
         *
         * @param link this end of it
         */
        void opened(Link link);

        /**
         * Bytes have come.
         *
         * @param bytes from its position to its limit, which are the handler's until this returns
         */
        void received(ByteBuffer bytes);

        /** What waited to leave has become little again. */
        void writable();

        /**
         * The connection has ended, or has not come about, and then this is all that is called. Last, once.
         *
         * @param end why
         * @param cause what is known beside; {@code null} when that is nothing
         */
        void closed(End end, @Nullable Throwable cause);
    }
}
