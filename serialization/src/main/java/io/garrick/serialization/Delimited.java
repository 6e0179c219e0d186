package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;

/** Values behind their lengths, so that who does not know one can leave it out. */
final class Delimited {

    private Delimited() {}

    /** Leaves room for a short length. */
    static int begin(Output output) {
        int start = output.position();
        output.writeByte(0);
        return start;
    }

    /** Puts in how long it has become; what is long is moved to make room. */
    static void end(Output output, int start) {
        int length = output.position() - start - 1;
        int more = Output.varIntLength(length, true) - 1;
        if (more > 0) {
            output.writeBytes(new byte[more]);
            System.arraycopy(output.getBuffer(), start + 1, output.getBuffer(), start + 1 + more, length);
        }
        int end = output.position();
        output.setPosition(start);
        output.writeVarInt(length, true);
        output.setPosition(end);
    }

    /** Where the value that follows ends. */
    static int end(BoundedInput input) {
        int length = input.readCount();
        return input.position() + length;
    }
}
