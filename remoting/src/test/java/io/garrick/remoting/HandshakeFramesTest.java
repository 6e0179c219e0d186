package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.actor.Address;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put is what is taken: numbers, texts, and the frames of the handshake. */
class HandshakeFramesTest {

    static final Hello HELLO = new Hello(
            new Address(Address.PROTOCOL, "a", "127.0.0.1", 2552),
            0x0102030405060708L,
            3,
            new Address(Address.PROTOCOL, "b", "127.0.0.1", 2553),
            LaneKind.USER,
            1,
            2,
            4,
            5);

    static WireOutput hello() {
        WireOutput output = new WireOutput(16);
        HELLO.write(output);
        return output;
    }

    /** What is behind the length and the type. */
    static WireInput behindType(WireOutput output) {
        byte[] bytes = new byte[output.size()];
        output.content().get(bytes);
        WireInput input = new WireInput();
        input.wrap(bytes, 5, bytes.length - 5);
        return input;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void number_putAndTaken_isTheSame(long number) {
        WireOutput output = new WireOutput(0);
        output.begin(1).putNumber(number).putLong(number).end();
        WireInput input = behindType(output);
        assertEquals(number, input.takeNumber());
        assertEquals(number, input.takeLong());
        input.ensureEmpty();
    }

    @Test
    void number_ofElevenBytes_isMalformed() {
        WireInput input = WireInput.of("\u00ff".repeat(11).getBytes(StandardCharsets.ISO_8859_1));
        assertThrows(MalformedFrameException.class, input::takeNumber);
    }

    @Test
    void text_longerThanSaidOrAllowed_isMalformed() {
        WireOutput output = new WireOutput(0);
        output.begin(1).putText("gr\u00fc\u00df dich \ud83d\ude00").end();
        assertEquals("gr\u00fc\u00df dich \ud83d\ude00", behindType(output).takeText(30));
        assertThrows(MalformedFrameException.class, () -> behindType(output).takeText(5));
        assertThrows(
                MalformedFrameException.class,
                () -> WireInput.of(new byte[] {9, 1}).takeText(30));
    }

    @Test
    void backTo_takesTheLastFrameBack_only() {
        WireOutput output = new WireOutput(0);
        output.begin(1).putByte(7).end();
        output.begin(2).putByte(8).backTo(6);
        assertEquals(6, output.size());
    }

    @Test
    void hello_roundTrip() {
        WireInput input = behindType(hello());
        assertEquals(Frames.MAGIC, input.takeNumber());
        assertEquals(Frames.VERSION, input.takeNumber());
        assertEquals(HELLO, Hello.read(input));
    }

    @Test
    void welcomeAndRefusal_roundTrip_andAFieldOfALaterVersionIsSkipped() {
        WireOutput output = new WireOutput(0);
        output.begin(Frames.WELCOME).putLong(5).putNumber(6);
        output.putNumber(1).putNumber(99).putText("later").end();
        assertEquals(new Welcome(5, 6), Welcome.read(behindType(output)));

        for (Refusal.Reason reason : Refusal.Reason.values()) {
            WireOutput refused = new WireOutput(0);
            new Refusal(reason, 5, "why").write(refused);
            assertEquals(new Refusal(reason, 5, "why"), Refusal.read(behindType(refused)));
        }
        WireOutput unknown = new WireOutput(0);
        unknown.begin(Frames.REFUSED).putNumber(77).putLong(5).putText("later").end();
        assertEquals(Refusal.Reason.OTHER, Refusal.read(behindType(unknown)).reason());
    }

    @Test
    void fields_moreThanThereCanBe_areMalformed() {
        WireOutput output = new WireOutput(0);
        output.begin(Frames.WELCOME).putLong(5).putNumber(6).putNumber(65).end();
        assertThrows(MalformedFrameException.class, () -> Welcome.read(behindType(output)));
    }
}
