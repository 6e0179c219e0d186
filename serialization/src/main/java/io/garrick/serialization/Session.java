package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;

/** What it takes to write or to read one message at a time, kept for the next one. */
final class Session {

    private static final int FIRST_BUFFER = 1024;
    private static final int LARGEST_KEPT = 1 << 16;

    private final WireKryo kryo;
    private final int maxSize;
    private Output table;
    private Output output;

    Session(WireKryo kryo, int maxSize) {
        this.kryo = kryo;
        this.maxSize = maxSize;
        this.table = buffer();
        this.output = buffer();
    }

    private Output buffer() {
        return new Output(Math.min(FIRST_BUFFER, maxSize), maxSize);
    }

    WireKryo kryo() {
        return kryo;
    }

    /** Gets what is said about the classes of the message. */
    Output table() {
        return table;
    }

    /** Gets the message. */
    Output output() {
        return output;
    }

    /** Gives away the table, and the message behind it. */
    void write(ByteSink sink) {
        sink.begin(table.position() + output.position());
        sink.put(table.getBuffer(), 0, table.position());
        sink.put(output.getBuffer(), 0, output.position());
    }

    /** As new; what a large message has needed is given up. */
    void reset() {
        kryo.reset();
        kryo.stayHere(null, null);
        table = emptied(table);
        output = emptied(output);
    }

    private Output emptied(Output used) {
        if (used.getBuffer().length > LARGEST_KEPT) {
            return buffer();
        }
        used.reset();
        return used;
    }
}
