package io.garrick.remoting;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Whatever is said first on a connection is a greeting, or ends it. */
class HandshakeFuzzTest {

    @Nullable
    private static FuzzedNode node;

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

    @DictionaryEntries({
        "garrick://here@127.0.0.1:2552",
        "garrick://fuzz@127.0.0.1:2553",
        "\u0001\u00b1\u0096\u00c9\u00ba\u0004"
    })
    @FuzzTest
    void bytes(byte[] bytes) {
        FuzzedNode here = node;
        if (here == null) {
            throw new IllegalStateException("node has not been started");
        }
        here.hear(bytes, bytes.length / 2);
    }
}
