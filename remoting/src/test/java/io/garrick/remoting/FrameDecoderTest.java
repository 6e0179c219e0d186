package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private static byte[] threeFrames() {
        WireOutput output = new WireOutput(1);
        output.begin(Frames.PING).putNumber(300).end();
        output.begin(Frames.BYE).end();
        output.begin(Frames.CHUNK).putBytes(new byte[500], 0, 500).end();
        return bytes(output);
    }

    private static byte[] bytes(WireOutput output) {
        byte[] bytes = new byte[output.size()];
        output.content().get(bytes);
        return bytes;
    }

    private static void drain(FrameDecoder decoder, List<byte[]> frames) {
        while (decoder.next()) {
            ByteBuffer rest = decoder.frame().rest();
            byte[] copy = new byte[rest.remaining()];
            rest.get(copy);
            frames.add(copy);
        }
    }

    private static void assertThree(List<byte[]> frames) {
        assertEquals(3, frames.size());
        assertArrayEquals(new byte[] {Frames.PING, (byte) 0xAC, 2}, frames.get(0));
        assertArrayEquals(new byte[] {Frames.BYE}, frames.get(1));
        assertEquals(501, frames.get(2).length);
    }

    @Test
    void frames_cutAtEveryByte_areTheSame() {
        byte[] all = threeFrames();
        for (int cut = 0; cut <= all.length; cut++) {
            FrameDecoder decoder = new FrameDecoder(1000);
            List<byte[]> frames = new ArrayList<>();
            decoder.add(ByteBuffer.wrap(all, 0, cut));
            drain(decoder, frames);
            decoder.add(ByteBuffer.wrap(all, cut, all.length - cut));
            drain(decoder, frames);
            assertThree(frames);
            assertEquals(0, decoder.pending());
        }
    }

    @Test
    void frames_byteByByte_areTheSame() {
        FrameDecoder decoder = new FrameDecoder(1000);
        List<byte[]> frames = new ArrayList<>();
        for (byte one : threeFrames()) {
            decoder.add(ByteBuffer.wrap(new byte[] {one}));
            drain(decoder, frames);
        }
        assertThree(frames);
    }

    @Test
    void manyFrames_inOne_allCome() {
        WireOutput output = new WireOutput(16);
        for (int i = 0; i < 10_000; i++) {
            output.begin(Frames.PING).putNumber(i).end();
        }
        FrameDecoder decoder = new FrameDecoder(1000);
        decoder.add(output.content());
        for (int i = 0; i < 10_000; i++) {
            assertTrue(decoder.next());
            assertEquals(Frames.PING, decoder.frame().takeByte());
            assertEquals(i, decoder.frame().takeNumber());
        }
        assertFalse(decoder.next());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1001})
    void length_outOfRange_isRefusedWithItsFourBytes(int length) {
        FrameDecoder decoder = new FrameDecoder(1000);
        decoder.add(ByteBuffer.allocate(4).putInt(length).flip());
        assertThrows(MalformedFrameException.class, decoder::next);
    }

    @Test
    void length_atTheLimit_isTaken_andTheLimitMayChange() {
        FrameDecoder decoder = new FrameDecoder(10);
        decoder.add(ByteBuffer.allocate(14).putInt(10).rewind());
        assertTrue(decoder.next());
        decoder.add(ByteBuffer.allocate(15).putInt(11).rewind());
        decoder.limit(11);
        assertTrue(decoder.next());
    }

    @Test
    void burst_isOver_memoryIsGivenBack() {
        FrameDecoder decoder = new FrameDecoder(8 << 20);
        decoder.add(ByteBuffer.allocate(4 + (4 << 20)).putInt(4 << 20).rewind());
        assertTrue(decoder.next());
        assertTrue(decoder.capacity() > 4 << 20);

        for (int i = 0; i < 200; i++) {
            decoder.add(ByteBuffer.allocate(32 << 10).putInt((32 << 10) - 4).rewind());
            assertTrue(decoder.next());
        }
        assertEquals(1 << 20, decoder.capacity());
    }

    @Test
    void lengthThatIsOnlySaid_makesNothing() {
        FrameDecoder decoder = new FrameDecoder(1 << 30);
        decoder.add(ByteBuffer.allocate(4).putInt(1 << 30).flip());
        assertFalse(decoder.next());
        assertEquals(4096, decoder.capacity());
    }

    @Test
    void input_everyPrefixOfAFrame_isMalformedOrRead() {
        byte[] golden =
                Arrays.copyOfRange(bytes(HandshakeFramesTest.hello()), 5, bytes(HandshakeFramesTest.hello()).length);
        for (int length = 0; length < golden.length; length++) {
            WireInput input = WireInput.of(Arrays.copyOf(golden, length));
            assertThrows(MalformedFrameException.class, () -> {
                input.takeNumber();
                input.takeNumber();
                Hello.read(input);
            });
        }
    }
}
