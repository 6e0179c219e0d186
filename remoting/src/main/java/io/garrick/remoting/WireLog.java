package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import io.garrick.actor.Address;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/** Lines about what is wrong on the wire: few of them, however much is wrong, and never what is in a message. Any thread. */
final class WireLog {

    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final int MOST_IN_WINDOW = 5;

    private final Node node;
    private final Logger log;
    private final LongAdder malformed = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    /** Guarded by this. */
    private long windowEnds = Long.MIN_VALUE;

    private int inWindow;
    private long kept;

    WireLog(Node node, Logger log) {
        this.node = node;
        this.log = log;
    }

    /** Connections that ended for what came by them. */
    long malformed() {
        return malformed.sum();
    }

    /** Connections that this node has not taken. */
    long refusals() {
        return refusals.sum();
    }

    void malformed(String connection, RuntimeException problem) {
        malformed.increment();
        if (mayLog()) {
            log.warn("frame is malformed, connection is closed: {} problem={}", connection, problem.getMessage());
        }
    }

    /** A handshake was not finished in time; counted as malformed if the other node has not begun it. */
    void late(String connection, boolean notBegun) {
        if (notBegun) {
            malformed.increment();
        }
        if (mayLog()) {
            log.warn("handshake took too long, connection is closed: {}", connection);
        }
    }

    /** This node does not take a connection. */
    void refusing(String text, String connection) {
        refusals.increment();
        if (mayLog()) {
            log.warn("connection is refused: {} {}", text, connection);
        }
    }

    /** The other node could not be told from anybody, or this one. */
    void notSecured(Address to, Throwable problem) {
        if (mayLog()) {
            log.warn("connection is not secure, it is not used: address={} problem={}", to, problem.toString());
        }
    }

    void unserializable(Object message, ActorRef recipient, Throwable failure) {
        if (mayLog()) {
            log.error(
                    "message cannot be sent: class={} recipient={} problem={}",
                    message.getClass().getName(),
                    recipient,
                    failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage());
        }
    }

    void unreadable(String connection, Throwable failure) {
        if (mayLog()) {
            log.error(
                    "message cannot be read, it is lost: {} problem={}",
                    connection,
                    failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage());
        }
    }

    void untrusted(String connection, String what) {
        if (mayLog()) {
            log.warn("node is untrusted, what it wants is dropped: {} what={}", connection, what);
        }
    }

    void undeployed(Creation creation, String problem) {
        if (mayLog()) {
            log.warn(
                    "deployment is refused: class={} from={} parent={} problem={}",
                    creation.className(),
                    creation.parent().path().address(),
                    creation.parent(),
                    problem);
        }
    }

    void refused(Address by, Refusal refusal) {
        if (mayLog()) {
            log.warn(
                    "node does not take the connection: address={} reason={} text={}",
                    by,
                    refusal.reason(),
                    refusal.text());
        }
    }

    /** Decides under the monitor, and logs outside of it: a logger may be slow. */
    private boolean mayLog() {
        long untold = admit();
        if (untold > 0) {
            log.warn("further lines about the wire were not logged: count={}", untold);
        }
        return untold >= 0;
    }

    /** How many lines were kept back before this one and have to be told of; negative when it is kept back, too. */
    private synchronized long admit() {
        long now = node.nanoTime();
        long untold = 0;
        if (windowEnds == Long.MIN_VALUE || now - windowEnds >= 0) {
            untold = kept;
            windowEnds = now + WINDOW_NANOS;
            inWindow = 0;
            kept = 0;
        }
        if (inWindow < MOST_IN_WINDOW) {
            inWindow++;
            return untold;
        }
        kept++;
        return -1;
    }
}
