package io.garrick.benchmarks;

import java.nio.ByteBuffer;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.JSerializer;
import org.jspecify.annotations.Nullable;

/** The record for Pekko, which makes this by its name: Kryo with one codec for each thread, written into Artery's own buffers. */
public final class PekkoOrders extends JSerializer implements ByteBufferSerializer {

    private static final int ID = 17_001;

    private final ThreadLocal<OrderCodec> codecs = ThreadLocal.withInitial(OrderCodec::new);

    @Override
    public int identifier() {
        return ID;
    }

    @Override
    public boolean includeManifest() {
        return false;
    }

    @Override
    public byte[] toBinary(Object order) {
        return codecs.get().write((Order) order);
    }

    @Override
    public void toBinary(Object order, ByteBuffer to) {
        codecs.get().write((Order) order, to);
    }

    @Override
    public Object fromBinaryJava(byte[] bytes, @Nullable Class<?> manifest) {
        return codecs.get().read(bytes);
    }

    @Override
    public Object fromBinary(ByteBuffer from, String manifest) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return codecs.get().read(bytes);
    }
}
