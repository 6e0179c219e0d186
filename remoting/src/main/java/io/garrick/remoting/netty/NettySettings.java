package io.garrick.remoting.netty;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link NettyTransport} works.
 *
 * @param threads how many event loops share the connections; one keeps up with several hundred MB/s
 * @param sendBufferHighWater bytes that may wait to leave on one connection before {@code isWritable} says no; half of them, and it says yes again
 * @param tcpNoDelay whether small writes leave at once; what lies above batches already
 * @param tls how connections are secured; {@code null}: not at all
 * @param incoming connections from elsewhere at a time, those too that are being secured or closed; what comes beyond is closed when it is accepted
 */
public record NettySettings(
        int threads,
        int sendBufferHighWater,
        boolean tcpNoDelay,
        @Nullable TlsSettings tls,
        int incoming) {

    /**
     * Checks.
     *
     * @param threads at least 1
     * @param sendBufferHighWater at least 1
     * @param tcpNoDelay either
     * @param tls or {@code null}
     * @param incoming at least 1
     * @throws IllegalArgumentException when a number is less than 1
     */
    public NettySettings {
        ensurePositive("threads", threads);
        ensurePositive("sendBufferHighWater", sendBufferHighWater);
        ensurePositive("incoming", incoming);
    }

    /**
     * Two threads, 1 MiB, no delay, no TLS, 2,048 from elsewhere.
     *
     * @return the settings for those who said nothing
     */
    public static NettySettings defaults() {
        return new NettySettings(2, 1024 * 1024, true, null, 2048);
    }

    /**
     * Secured.
     *
     * @param value how
     * @return otherwise the same
     */
    public NettySettings withTls(@Nullable TlsSettings value) {
        return new NettySettings(threads, sendBufferHighWater, tcpNoDelay, value, incoming);
    }

    /**
     * With room for so many.
     *
     * @param value how many connections from elsewhere
     * @return otherwise the same
     */
    public NettySettings withIncoming(int value) {
        return new NettySettings(threads, sendBufferHighWater, tcpNoDelay, tls, value);
    }

    private static void ensurePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + name + "=" + value);
        }
    }
}
