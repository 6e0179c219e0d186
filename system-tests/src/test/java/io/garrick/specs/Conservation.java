package io.garrick.specs;

import io.garrick.actor.ActorRef;
import io.garrick.actor.DeadLetter;
import java.util.ArrayList;
import java.util.List;

/**
 * The books of a {@link ConservationSpec}: what became of every message by its number. It also paces the senders: one that a message has arrived for, or was lost, may send
 * the next; while a slot has no living actor, not. Any thread.
 */
final class Conservation {

    /** Receivers, side by side under one supervisor. */
    static final int SLOTS = 3;

    static final int SENDERS = 4;

    /** Messages of a sender on their way at a time. */
    static final int WINDOW = 8;

    /** A number that is to be kept account of. */
    record Letter(int id, int sender, int slot, int sequence) {}

    /** Allows its receiver to send the next letter. */
    enum More {
        MORE
    }

    private final int messages;
    private final int mostFailures;
    private final int failsOneIn;
    private final boolean redelivers;

    private final byte[] handled;
    private final byte[] dead;
    private final byte[] poison;
    private final byte[] failed;
    private final boolean[] arrived;
    private final boolean[] beganStash;
    private final byte[] failsLeft;
    private final Letter[] letters;

    private final ActorRef[] slots = new ActorRef[SLOTS];
    private final List<List<ActorRef>> waiting = new ArrayList<>();
    private final int[][] sentTo = new int[SENDERS][SLOTS];
    private final int[][] lastSeen = new int[SENDERS][SLOTS];
    private final ActorRef[] senders = new ActorRef[SENDERS];
    private final List<String> complaints = new ArrayList<>();

    private int sent;
    private int firstAttempts;
    private int failures;
    private int settled;
    private int allArrived;
    private boolean closing;

    Conservation(int messages, int mostFailures, boolean redelivers) {
        this.messages = messages;
        this.mostFailures = mostFailures;
        this.redelivers = redelivers;
        this.failsOneIn = Math.max(1, messages / mostFailures / 4);
        handled = new byte[messages];
        dead = new byte[messages];
        poison = new byte[messages];
        failed = new byte[messages];
        failsLeft = new byte[messages];
        arrived = new boolean[messages];
        beganStash = new boolean[messages];
        letters = new Letter[messages];
        for (int slot = 0; slot < SLOTS; slot++) {
            waiting.add(new ArrayList<>());
        }
    }

    // ---------------------------------------------------------------- senders

    synchronized void sender(int number, ActorRef sender) {
        senders[number] = sender;
    }

    /** Sends the next letter, unless all are sent; under the books' lock, so that a slot's books are those of the ref that is told. */
    synchronized void sendNext(int sender) {
        if (sent < messages) {
            int slot = sent % SLOTS;
            Letter letter = new Letter(sent, sender, slot, ++sentTo[sender][slot]);
            letters[sent++] = letter;
            slots[slot].tell(letter, senders[sender]);
        }
    }

    /** A slot has a new actor: whoever has lost a message to the one before goes on. */
    synchronized void created(int slot, ActorRef actor) {
        slots[slot] = actor;
        waiting.get(slot).forEach(sender -> sender.tell(More.MORE, ActorRef.noSender()));
        waiting.get(slot).clear();
    }

    // ---------------------------------------------------------------- what becomes of a letter

    /** A letter has come to its actor, be it to be stashed. */
    synchronized void arrived(Letter letter) {
        if (!arrived[letter.id()]) {
            arrived[letter.id()] = true;
            allArrived++;
            senders[letter.sender()].tell(More.MORE, ActorRef.noSender());
        }
    }

    /** Whether a letter is the first of some to be stashed; each letter is at most once. */
    synchronized boolean isToBeStashed(Letter letter, int oneIn) {
        boolean first = !closing && !beganStash[letter.id()] && letter.id() % oneIn == 0;
        beganStash[letter.id()] |= first;
        return first;
    }

    /** Begins to handle a letter; says whether that is to fail. */
    synchronized boolean fails(Letter letter) {
        int id = letter.id();
        boolean again = failed[id] > 0;
        int last = lastSeen[letter.sender()][letter.slot()];
        if (again ? letter.sequence() != last : letter.sequence() <= last) {
            complaints.add("out of order: letter=" + letter + " last=" + last);
        }
        if (again && !redelivers) {
            complaints.add("came again after its failure: letter=" + letter);
        }
        lastSeen[letter.sender()][letter.slot()] = letter.sequence();
        if (!again && ++firstAttempts % failsOneIn == 0 && failures < mostFailures) {
            failsLeft[id] = (byte) (redelivers ? 1 + id % 4 : 1);
        }
        if (failsLeft[id] == 0) {
            return false;
        }
        failsLeft[id]--;
        failures++;
        if (failed[id]++ == 0) {
            settled++;
        }
        return true;
    }

    synchronized void handled(Letter letter) {
        settle(handled, letter);
    }

    synchronized void lost(DeadLetter lost) {
        if (!(lost.message() instanceof Letter letter)) {
            return;
        }
        if (lost.reason() == DeadLetter.Reason.POISON) {
            poison[letter.id()]++;
        }
        settle(dead, letter);
        if (!arrived[letter.id()]) {
            arrived[letter.id()] = true;
            allArrived++;
            if (slots[letter.slot()].equals(lost.recipient())) {
                waiting.get(letter.slot()).add(senders[letter.sender()]);
            } else {
                senders[letter.sender()].tell(More.MORE, ActorRef.noSender());
            }
        }
    }

    private void settle(byte[] outcome, Letter letter) {
        if (outcome[letter.id()]++ == 0 && failed[letter.id()] == 0) {
            settled++;
        }
    }

    // ---------------------------------------------------------------- the balance

    synchronized int settled() {
        return settled;
    }

    synchronized int allArrived() {
        return allArrived;
    }

    /** Nobody stashes any more. */
    synchronized void close() {
        closing = true;
    }

    synchronized int failures() {
        return failures;
    }

    synchronized List<ActorRef> slots() {
        return List.of(slots);
    }

    /** Letters that failed and of which nothing more was heard. */
    synchronized int failedOnly() {
        int count = 0;
        for (int id = 0; id < messages; id++) {
            count += failed[id] > 0 && handled[id] == 0 && dead[id] == 0 ? 1 : 0;
        }
        return count;
    }

    /** What is wrong: every letter is in exactly one of handled, failed and dead letters; one that is redelivered ends in one of the others. */
    synchronized List<String> complaints() {
        List<String> all = new ArrayList<>(complaints);
        for (int id = 0; id < messages; id++) {
            int outcomes = handled[id] + dead[id];
            boolean failedFirst = failed[id] > 0;
            boolean once = failedFirst && !redelivers
                    ? failed[id] + outcomes == 1
                    : outcomes + (failedFirst ? 1 : 0) >= 1 && outcomes <= 1;
            if (!once || poison[id] > 0 && !failedFirst) {
                all.add("letter=" + letters[id] + " handled=" + handled[id] + " dead=" + dead[id] + " poison="
                        + poison[id] + " failed=" + failed[id]);
            }
        }
        return all;
    }
}
