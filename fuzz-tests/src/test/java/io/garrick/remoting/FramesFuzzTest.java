package io.garrick.remoting;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.garrick.actor.Address;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Whatever comes behind a greeting is a frame of its lane, or ends the connection. The first byte says which lane, and where the bytes are cut. */
class FramesFuzzTest {

    private static final Address STRANGER = new Address("garrick", "stranger", "127.0.0.1", 1);

    @Nullable
    private static FuzzedNode node;

    private static int connections;

    @BeforeAll
    static void start() {
        node = new FuzzedNode();
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @FuzzTest
    void bytes(byte[] bytes) {
        FuzzedNode here = node;
        if (here == null) {
            throw new IllegalStateException("node has not been started");
        }
        if (bytes.length == 0) {
            return;
        }
        LaneKind kind = LaneKind.of(bytes[0] & 3);
        int lanes = kind.carriesMessages() ? 1 : 0;
        WireOutput output = new WireOutput(bytes.length + 256);
        new Hello(STRANGER, 7, 1, here.node().address(), kind, 0, lanes, ++connections, lanes).write(output);
        int greeting = output.size();
        byte[] whole = Arrays.copyOf(output.content().array(), greeting + bytes.length - 1);
        System.arraycopy(bytes, 1, whole, greeting, bytes.length - 1);
        here.hear(whole, greeting + (bytes[0] >>> 2 & 31));
    }
}
