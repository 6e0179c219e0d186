package io.garrick.remoting.netty;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.Transport.Handler;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A program that sends something to itself and ends, for a JVM of its own. */
final class EchoProgram {

    private EchoProgram() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (ActorSystem system = ActorSystem.create("echo")) {
            NettyTransport transport = new NettyTransport(NettySettings.defaults());
            transport.start(system);
            Supplier<Handler> echo = () -> new Ear() {
                @Override
                public synchronized void received(ByteBuffer part) {
                    Objects.requireNonNull(linkOrNull()).send(part);
                }
            };
            int port =
                    transport.listen("127.0.0.1", 0, echo).toCompletableFuture().get(10, SECONDS);
            Ear near = new Ear() {
                @Override
                public synchronized void received(ByteBuffer part) {
                    heard.countDown();
                }
            };
            transport.connect("localhost", port, SECONDS.toNanos(10), near);
            near.send("hello");
            System.out.println(heard.await(10, SECONDS) ? "heard" : "silence");
            transport.close().toCompletableFuture().get(10, SECONDS);
        }
    }
}
