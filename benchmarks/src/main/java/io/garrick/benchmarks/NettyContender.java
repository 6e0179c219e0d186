package io.garrick.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The floor: frames of a length, a kind and the message, over bare Netty on NIO, handled by the event loop that reads them, written into one
 * buffer that is flushed when it is full or when nothing more is to be read. No actor, no queue, no addressing but one connection for each place.
 */
final class NettyContender implements Contender {

    private static final int BUFFER = 64 << 10;
    private static final byte BYTES = 0;
    private static final byte ORDER = 1;

    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(WORKERS, NioIoHandler.newFactory());
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Channel server = new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Frames(null, ""));
                }
            })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();

    /** One end of a connection. The first frame of the one that connects is the name of the place. */
    private final class Frames extends ByteToMessageDecoder implements Handler.Out {

        private final OrderCodec codec = new OrderCodec();
        private final String place;
        private @Nullable Handler handler;
        private @Nullable ChannelHandlerContext context;
        private @Nullable ByteBuf buffer;

        Frames(@Nullable Handler handler, String place) {
            this.handler = handler;
            this.place = place;
        }

        @Override
        public void channelActive(ChannelHandlerContext active) {
            context = active;
            if (handler != null) {
                send(place.getBytes(StandardCharsets.UTF_8));
                handler.begin(this);
                flush();
            }
        }

        @Override
        protected void decode(ChannelHandlerContext active, ByteBuf in, List<Object> out) {
            while (in.readableBytes() >= Integer.BYTES) {
                int length = in.getInt(in.readerIndex());
                if (in.readableBytes() < Integer.BYTES + length) {
                    return;
                }
                in.skipBytes(Integer.BYTES);
                byte kind = in.readByte();
                byte[] bytes = new byte[length - 1];
                in.readBytes(bytes);
                handle(kind == BYTES ? bytes : codec.read(bytes));
            }
        }

        private void handle(Object message) {
            if (handler == null) {
                handler = handlers.get(new String((byte[]) message, StandardCharsets.UTF_8));
            } else {
                handler.handle(message, this);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext active) throws Exception {
            super.channelReadComplete(active);
            flush();
        }

        @Override
        public void send(Object message) {
            ByteBuf to = buffer();
            int start = to.writerIndex();
            to.writeInt(0);
            if (message instanceof byte[] bytes) {
                to.writeByte(BYTES).writeBytes(bytes);
            } else {
                codec.write((Order) message, to.writeByte(ORDER));
            }
            to.setInt(start, to.writerIndex() - start - Integer.BYTES);
            if (to.writerIndex() >= BUFFER) {
                flush();
            }
        }

        private ByteBuf buffer() {
            if (buffer == null) {
                buffer = connected().alloc().directBuffer(BUFFER);
            }
            return buffer;
        }

        private ChannelHandlerContext connected() {
            return Objects.requireNonNull(context, "sends before it is connected");
        }

        private void flush() {
            if (buffer != null) {
                var unused = connected().writeAndFlush(buffer, connected().voidPromise());
                buffer = null;
            }
        }
    }

    @Override
    public int workers() {
        return loops.executorCount();
    }

    @Override
    public String address() {
        return String.valueOf(((InetSocketAddress) server.localAddress()).getPort());
    }

    @Override
    public void receive(String place, Handler handler) {
        handlers.put(place, handler);
    }

    @Override
    public void send(String address, String place, Handler handler) {
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Frames(handler, place));
                    }
                })
                .connect("127.0.0.1", Integer.parseInt(address))
                .syncUninterruptibly();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
