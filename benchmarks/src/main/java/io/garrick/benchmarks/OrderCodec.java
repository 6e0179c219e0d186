package io.garrick.benchmarks;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** The record by Kryo, as fast as that goes for those who bring no serializer of their own: registered, written by hand, buffers used again. One thread. */
final class OrderCodec {

    private static final int ENOUGH = 256;

    private final Kryo kryo = new Kryo();
    private final Output output = new Output(ENOUGH, -1);
    private final Input input = new Input(ENOUGH);

    OrderCodec() {
        kryo.setReferences(false);
        kryo.register(Order.class, new ByHand());
    }

    private static final class ByHand extends Serializer<Order> {

        @Override
        public void write(Kryo kryo, Output output, Order order) {
            output.writeVarLong(order.id(), false);
            output.writeString(order.customer());
            output.writeVarInt(order.quantity(), false);
            output.writeDouble(order.price());
            output.writeBoolean(order.express());
        }

        @Override
        public Order read(Kryo kryo, Input input, Class<? extends Order> type) {
            return new Order(
                    input.readVarLong(false),
                    input.readString(),
                    input.readVarInt(false),
                    input.readDouble(),
                    input.readBoolean());
        }
    }

    byte[] write(Order order) {
        encode(order);
        return output.toBytes();
    }

    void write(Order order, ByteBuf to) {
        encode(order);
        to.writeBytes(output.getBuffer(), 0, output.position());
    }

    void write(Order order, ByteBuffer to) {
        encode(order);
        to.put(output.getBuffer(), 0, output.position());
    }

    private void encode(Order order) {
        output.reset();
        kryo.writeClassAndObject(output, order);
    }

    Object read(byte[] bytes) {
        input.setBuffer(bytes);
        return kryo.readClassAndObject(input);
    }
}
