package io.garrick.remoting;

import io.garrick.actor.Address;
import io.garrick.actor.AddressFromURIString;

/**
 * The first frame of a connection, by who has made it.
 *
 * @param from by which the node is reached
 * @param incarnation of the node
 * @param epoch of its association with the other
 * @param to whom it wants to reach
 * @param kind what the connection is for
 * @param lane which of the lanes for messages
 * @param lanes how many lanes for messages the node has
 * @param connection counts the lane's connections
 * @param first number of the first message that will come, or of its gap
 */
record Hello(
        Address from,
        long incarnation,
        int epoch,
        Address to,
        LaneKind kind,
        int lane,
        int lanes,
        int connection,
        long first) {

    void write(WireOutput output) {
        output.begin(Frames.HELLO);
        output.putNumber(Frames.MAGIC).putNumber(Frames.VERSION);
        output.putText(from.toString()).putLong(incarnation).putNumber(epoch).putText(to.toString());
        output.putByte(kind.ordinal()).putNumber(lane).putNumber(lanes).putNumber(connection);
        output.putNumber(first).putNumber(0).end(); // no features, no fields
    }

    /** Reads what is behind the version, which the reader has looked at. */
    static Hello read(WireInput input) {
        Address from = address(input);
        long incarnation = input.takeLong();
        int epoch = input.takeCount(Integer.MAX_VALUE);
        Address to = address(input);
        LaneKind kind = LaneKind.of(input.takeByte());
        int lane = input.takeCount(Frames.MOST_LANES);
        int lanes = input.takeCount(Frames.MOST_LANES);
        int connection = input.takeCount(Integer.MAX_VALUE);
        long first = input.takeNumber();
        if (kind.carriesMessages() && (lane >= lanes || first < 1)) {
            throw new MalformedFrameException(
                    "lane is out of range: lane=" + lane + " lanes=" + lanes + " first=" + first);
        }
        Fields.skip(input);
        return new Hello(from, incarnation, epoch, to, kind, lane, lanes, connection, first);
    }

    private static Address address(WireInput input) {
        String text = input.takeText(Frames.LONGEST_TEXT);
        try {
            Address address = AddressFromURIString.parse(text);
            if (address.hasGlobalScope()) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw new MalformedFrameException("address is none of a node: length=" + text.length());
    }
}
