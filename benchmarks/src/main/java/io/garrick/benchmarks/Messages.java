package io.garrick.benchmarks;

/** The messages of a row, which are sent in turn, and what they weigh in its checksum. */
final class Messages {

    private static final int FEW = 4;
    private static final int MANY = 16;
    private static final int LARGE = 1 << 20;

    private final Object[] messages;
    private long next;

    private Messages(Object[] messages) {
        this.messages = messages;
    }

    /** Of this many bytes each; 0 for records of five fields. */
    static Messages of(int bytes) {
        Object[] messages = new Object[bytes > LARGE ? FEW : MANY];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = bytes == 0
                    ? new Order(1_000_000L + i, "customer " + i, 1 + i, 9.5 + i, i % 2 == 0)
                    : bytes(bytes, i);
        }
        return new Messages(messages);
    }

    private static byte[] bytes(int length, int number) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + number);
        }
        return bytes;
    }

    Object next() {
        return messages[(int) (next++ & messages.length - 1)];
    }

    /** What the receiver's checksum is after so many. */
    long checksum(long count) {
        long sum = 0;
        for (int i = 0; i < messages.length; i++) {
            long times = count / messages.length + (i < count % messages.length ? 1 : 0);
            sum += times * weigh(messages[i]);
        }
        return sum;
    }

    static long weigh(Object message) {
        if (message instanceof byte[] bytes) {
            return 31L * bytes.length + bytes[0] + bytes[bytes.length - 1];
        }
        if (message instanceof Order order) {
            return order.id()
                    + order.customer().length()
                    + order.quantity()
                    + (long) order.price()
                    + (order.express() ? 1 : 0);
        }
        throw new IllegalArgumentException("message is of no row: class=" + message.getClass());
    }
}
