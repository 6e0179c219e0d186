package io.garrick.actor.internal;

import com.typesafe.config.Config;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.BoundedControlAwareMailbox;
import io.garrick.dispatch.BoundedDequeBasedMailbox;
import io.garrick.dispatch.BoundedMailbox;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.NonBlockingBoundedMailbox;
import io.garrick.dispatch.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a block of the configuration says about a mailbox: {@code garrick.mailboxes.<id>}, or {@code garrick.dispatchers.<id>} for all that run there. The
 * names that programs bring along stand beside ours: {@code mailbox-capacity} is {@code capacity}, {@code mailbox-push-timeout-time} is {@code overflow = block}
 * with that {@code block-timeout}, or {@code drop-newest} where it is zero.
 */
final class SettingsOfMailbox {

    static final int DEFAULT_CAPACITY = 1_000;
    static final Overflow DEFAULT_OVERFLOW = Overflow.block(Duration.ofSeconds(10));

    /** What a negative push timeout stands for. */
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    static final String TYPE = "mailbox-type";
    private static final String CAPACITY = "mailbox-capacity";
    private static final String PUSH_TIMEOUT = "mailbox-push-timeout-time";
    private static final String STASH = "stash-capacity";

    /** Keys that mean the same in the block of a dispatcher. */
    static final List<String> SHARED_KEYS = List.of(TYPE, CAPACITY, PUSH_TIMEOUT, STASH);

    static final List<String> KEYS =
            List.of(TYPE, CAPACITY, PUSH_TIMEOUT, STASH, "capacity", "overflow", "block-timeout");

    private SettingsOfMailbox() {}

    /** For the configuration page: ours, not the names beside them. */
    static List<SettingsReader.Key> keys() {
        return List.of(
                new SettingsReader.Key(
                        TYPE,
                        "name of a class",
                        "by capacity",
                        "Of a mailbox, or of a dispatcher for all who run there: a MailboxType, ours or the program's, which is given this block."),
                new SettingsReader.Key(
                        "capacity", "messages, at least 1", "no bound", "Of a mailbox: how many messages fit."),
                new SettingsReader.Key(
                        "overflow",
                        "drop-newest, drop-oldest, block, fail",
                        "drop-newest",
                        "Of a bounded mailbox: what happens to one message more."),
                new SettingsReader.Key(
                        "block-timeout", "duration", "10 s", "Of a mailbox that blocks: how long senders wait."),
                new SettingsReader.Key(
                        STASH,
                        "messages, -1 for no limit",
                        "as for all",
                        "Of a mailbox: how many messages its actor can put aside."));
    }

    /** A block that may have nothing but a mailbox in it; one that names a class of the program's own may have anything. */
    static SystemSettings read(SystemSettings settings, String id, Config block) {
        Set<String> found = new TreeSet<>(block.root().keySet());
        MailboxType type = type(id, block);
        if (!(type instanceof NamedMailbox)) {
            found.removeAll(KEYS);
            if (!found.isEmpty()) {
                throw SettingsReader.unknown("mailbox " + id, found.iterator().next(), KEYS);
            }
        }
        SystemSettings result = settings.withMailbox(id, type);
        return block.hasPath(STASH) ? result.withStashCapacity(id, block.getInt(STASH)) : result;
    }

    private static MailboxType type(String id, Config block) {
        String className = block.hasPath(TYPE) ? block.getString(TYPE) : "";
        if (className.isEmpty()) {
            int capacity = capacity(block, 0);
            return capacity == 0 ? Mailboxes.unbounded() : Mailboxes.bounded(capacity, overflow(id, block, false));
        }
        int capacity = capacity(block, DEFAULT_CAPACITY);
        if (className.equals(BoundedMailbox.class.getName())) {
            return new BoundedMailbox(capacity, overflow(id, block, true));
        }
        if (className.equals(BoundedDequeBasedMailbox.class.getName())) {
            return new BoundedDequeBasedMailbox(capacity, overflow(id, block, true));
        }
        if (className.equals(BoundedControlAwareMailbox.class.getName())) {
            return new BoundedControlAwareMailbox(capacity, overflow(id, block, true));
        }
        if (className.equals(NonBlockingBoundedMailbox.class.getName())) {
            return new NonBlockingBoundedMailbox(capacity);
        }
        return new NamedMailbox(className, block);
    }

    private static int capacity(Config block, int otherwise) {
        if (block.hasPath("capacity")) {
            return positive(block.getInt("capacity"));
        }
        return block.hasPath(CAPACITY) ? positive(block.getInt(CAPACITY)) : otherwise;
    }

    private static int positive(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("mailbox capacity must be at least 1: capacity=" + capacity);
        }
        return capacity;
    }

    private static Overflow overflow(String id, Config block, boolean blocksByDefault) {
        Duration timeout = Duration.ofSeconds(10);
        String policy = blocksByDefault ? "block" : "drop-newest";
        if (block.hasPath(PUSH_TIMEOUT)) {
            timeout = block.getDuration(PUSH_TIMEOUT);
            policy = timeout.isZero() ? "drop-newest" : "block";
        }
        if (block.hasPath("block-timeout")) {
            timeout = block.getDuration("block-timeout");
        }
        if (block.hasPath("overflow")) {
            policy = block.getString("overflow");
        }
        return switch (policy) {
            case "drop-newest" -> Overflow.dropNewest();
            case "drop-oldest" -> Overflow.dropOldest();
            case "block" -> Overflow.block(timeout.isNegative() ? FOREVER : timeout);
            case "fail" -> Overflow.fail();
            default ->
                throw SettingsReader.unknown(
                        "overflow of mailbox " + id, policy, List.of("drop-newest", "drop-oldest", "block", "fail"));
        };
    }
}
