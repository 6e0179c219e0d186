package io.garrick.serialization;

/** Takes the bytes of a message part by part, so that they are copied once on their way into a larger buffer. For one thread at a time. */
public interface ByteSink {

    /**
     * A message begins. What is thrown here, as for one that is too long, is the message's failure.
     *
     * @param length of all its parts together, in bytes
     */
    void begin(int length);

    /**
     * The next part.
     *
     * @param bytes an array that the caller goes on using
     * @param from where the part begins in it
     * @param length of the part, in bytes
     */
    void put(byte[] bytes, int from, int length);
}
