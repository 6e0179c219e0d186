package io.garrick.remoting.netty;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link NettyTransport} works.
 *
 * @param threads how many event loops share the connections; one keeps up with several hundred MB/s
 * @param sendBufferHighWater bytes that may wait to leave on one connection before {@code isWritable} says no; half of them, and it says yes again
 * @param tcpNoDelay whether small writes leave at once; what lies above batches already
 * @param tls how connections are secured; {@code null}: not at all
 */
public record NettySettings(
        int threads,
        int sendBufferHighWater,
        boolean tcpNoDelay,
        @Nullable TlsSettings tls) {

    /**
     * Checks.
     *
     * @param threads at least 1
     * @param sendBufferHighWater at least 1
     * @param tcpNoDelay either
     * @param tls or {@code null}
     * @throws IllegalArgumentException when a number is less than 1
     */
    public NettySettings {
        ensurePositive("threads", threads);
        ensurePositive("sendBufferHighWater", sendBufferHighWater);
    }

    /**
     * Two threads, 1 MiB, no delay, no TLS.
     *
     * @return the settings for those who said nothing
     */
    public static NettySettings defaults() {
        return new NettySettings(2, 1024 * 1024, true, null);
    }

    /**
     * Secured.
     *
     * @param value how
     * @return otherwise the same
     */
    public NettySettings withTls(@Nullable TlsSettings value) {
        return new NettySettings(threads, sendBufferHighWater, tcpNoDelay, value);
    }

    private static void ensurePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + name + "=" + value);
        }
    }
}
