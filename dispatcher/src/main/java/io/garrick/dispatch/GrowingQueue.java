package io.garrick.dispatch;

import org.jctools.queues.varhandle.unpadded.MpscUnboundedVarHandleUnpaddedArrayQueue;

/**
 * JCTools' multi-producer single-consumer queue in chunks that double while producers are ahead of the consumer: small when there is little in it, and after a burst the
 * collector takes back all but one chunk. A {@link Mailbox} is one; queues of other kinds have them inside.
 */
class GrowingQueue extends MpscUnboundedVarHandleUnpaddedArrayQueue<Object> {

    static final int FIRST_CHUNK = 2;
    static final int LARGEST_CHUNK = 512;

    GrowingQueue() {
        super(FIRST_CHUNK);
    }

    /** Doubles up to the largest chunk; one slot more than the messages it holds, for the link to the next chunk. */
    @Override
    protected final int getNextBufferSize(Object[] buffer) {
        int slots = buffer.length - 1;
        if (slots == LARGEST_CHUNK) {
            onGrown();
        }
        return (slots < LARGEST_CHUNK ? slots * 2 : slots) + 1;
    }

    /**
     * The queue links a further chunk of {@value #LARGEST_CHUNK}. In the thread of a producer, for whom others wait: must not send here.
     */
    protected void onGrown() {}

    /**
     * Whether nothing has been promised to the queue. The parity of the producer index counts: a producer that links a new chunk makes it odd
     * by a CAS and even again by a release store only, which its read of the status may overtake. {@link #isEmpty()} ignores the parity, so the
     * runner would not see the producer, and the producer would not see the runner leave.
     */
    final boolean isDrained() {
        return lvConsumerIndex() == lvProducerIndex();
    }
}
