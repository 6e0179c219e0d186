package io.garrick.remoting;

/**
 * A node takes a connection.
 *
 * @param incarnation of the node that takes it
 * @param epoch of its association with the other
 */
record Welcome(long incarnation, int epoch) {

    void write(WireOutput output) {
        output.begin(Frames.WELCOME)
                .putLong(incarnation)
                .putNumber(epoch)
                .putNumber(0)
                .end(); // no fields
    }

    static Welcome read(WireInput input) {
        Welcome welcome = new Welcome(input.takeLong(), input.takeCount(Integer.MAX_VALUE));
        Fields.skip(input);
        return welcome;
    }
}
