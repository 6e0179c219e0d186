package io.garrick.supervision;

/**
 * What becomes of a child that ends by itself: by stopping itself, or by a {@code PoisonPill}. Being stopped by its
 * parent is no such end, and ends any child.
 *
 * <p>Origin: the restart types of an OTP supervisor's child specification.
 */
public enum ChildKind {
    /**
     * Started again in its place: reference, mailbox and watches are kept, nobody hears of an end. Each time counts
     * against the restart budget; in a group it is answered like a failure that asks for a restart.
     */
    PERMANENT,

    /** Gone when it ends by itself; what follows from a failure is the decider's business. What a child is unless set otherwise. */
    TRANSIENT,

    /**
     * Gone when it ends by itself, and stopped by a failure whatever the decider says; its failure does not concern the
     * other children of a group. A group that is restarted stops its temporary children and does not start them again.
     */
    TEMPORARY
}
