package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.BoundedControlAwareMailbox;
import io.garrick.dispatch.BoundedDequeBasedMailbox;
import io.garrick.dispatch.BoundedMailbox;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.MessageQueue;
import io.garrick.dispatch.NonBlockingBoundedMailbox;
import io.garrick.dispatch.Overflow;
import io.garrick.dispatch.QueueOwner;
import io.garrick.dispatch.UnboundedControlAwareMailbox;
import io.garrick.dispatch.UnboundedMailbox;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the configuration can say about mailboxes. */
class SettingsOfMailboxTest {

    private static SystemSettings settings(String text) {
        return SystemSettings.from(ConfigFactory.parseString(text));
    }

    private static MailboxType mailbox(String block) {
        return settings("garrick.mailboxes.m { " + block + " }").mailboxes().get("m");
    }

    /** Starts a system with such a mailbox and gives what the registry has made of it. */
    private static ConfigurationException refused(String block) {
        SystemSettings settings = settings("garrick.mailboxes.m { " + block + " }");
        return assertThrows(ConfigurationException.class, () -> ActorSystem.create("refused", settings));
    }

    /** Owns a queue that nothing is put into. */
    private static final class Nobody implements QueueOwner {
        @Override
        public boolean isExempt(Object element) {
            return false;
        }

        @Override
        public Object message(Object element) {
            return element;
        }

        @Override
        public io.garrick.dispatch.Envelope envelope(Object element) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void senderCannotWait() {}

        @Override
        public void rankingFailed(Throwable thrown) {}
    }

    private static MessageQueue queue(MailboxType type) {
        return java.util.Objects.requireNonNull(type.newQueue(new Nobody()));
    }

    @Test
    @DisplayName("Q02 bounds and what happens beyond them, in our words and in those that programs bring along")
    void read_bounds_inBothSpellings() {
        assertEquals(Mailboxes.unbounded(), mailbox(""));
        assertEquals(Mailboxes.bounded(7, Overflow.dropNewest()), mailbox("capacity = 7"));
        assertEquals(Mailboxes.bounded(7, Overflow.dropOldest()), mailbox("capacity = 7, overflow = drop-oldest"));
        assertEquals(
                Mailboxes.bounded(7, Overflow.block(Duration.ofSeconds(3))),
                mailbox("capacity = 7, overflow = block, block-timeout = 3s"));
        assertEquals(
                Mailboxes.bounded(8, Overflow.block(Duration.ofSeconds(2))),
                mailbox("mailbox-capacity = 8, mailbox-push-timeout-time = 2s"));
        assertEquals(
                Mailboxes.bounded(8, Overflow.dropNewest()),
                mailbox("mailbox-capacity = 8, mailbox-push-timeout-time = 0s"));
        assertEquals(
                Mailboxes.bounded(8, Overflow.block(Duration.ofNanos(Long.MAX_VALUE))),
                mailbox("mailbox-capacity = 8, mailbox-push-timeout-time = -1s"));
        assertThrows(ConfigurationException.class, () -> mailbox("mailbox-capacity = 0"));
        assertThrows(ConfigurationException.class, () -> mailbox("capacity = 1, overflow = drop"));
        assertThrows(ConfigurationException.class, () -> mailbox("capacaty = 1"));
    }

    @Test
    @DisplayName("Q02 the mailboxes of the house by the names of their classes")
    void read_typesOfTheHouse_byName() {
        String name = "mailbox-type = io.garrick.dispatch.";
        assertInstanceOf(BoundedMailbox.class, mailbox(name + "BoundedMailbox"));
        assertInstanceOf(BoundedDequeBasedMailbox.class, mailbox(name + "BoundedDequeBasedMailbox"));
        assertInstanceOf(NonBlockingBoundedMailbox.class, mailbox(name + "NonBlockingBoundedMailbox"));
        assertInstanceOf(BoundedControlAwareMailbox.class, mailbox(name + "BoundedControlAwareMailbox"));
        assertEquals(1_000, queue(mailbox(name + "BoundedMailbox")).capacity());
        assertEquals(
                3,
                queue(mailbox(name + "BoundedControlAwareMailbox, mailbox-capacity = 3"))
                        .capacity());
        assertThrows(ConfigurationException.class, () -> mailbox(name + "BoundedMailbox, capicity = 3"));
        SystemSettings named = settings("garrick.mailboxes { a { " + name + "UnboundedMailbox }, b { " + name
                + "UnboundedControlAwareMailbox, stash-capacity = 9 } }");
        assertInstanceOf(
                UnboundedMailbox.class, ((NamedMailbox) named.mailboxes().get("a")).load("a", named));
        assertInstanceOf(
                UnboundedControlAwareMailbox.class,
                ((NamedMailbox) named.mailboxes().get("b")).load("b", named));
        assertEquals(9, named.stashCapacity("b"));
        assertEquals(-1, named.stashCapacity("a"));
    }

    @Test
    @DisplayName("Q04 which mailbox meets a demand is said by the name of the interface, quoted or not")
    void read_requirements_byName() {
        SystemSettings read = settings("garrick.mailbox-requirements { \"com.acme.A\" = one, com.acme.B = two }");
        assertEquals(
                "{com.acme.A=one, com.acme.B=two}", read.mailboxRequirements().toString());
    }

    /** With nothing that could be given to it. */
    static final class Unmakable implements MailboxType {
        Unmakable(String what) {
            throw new IllegalStateException(what);
        }

        @Override
        public MessageQueue newQueue(QueueOwner owner) {
            throw new IllegalStateException();
        }
    }

    /** Fails. */
    static final class Failing implements MailboxType {
        Failing() {
            throw new IllegalStateException("not today");
        }

        @Override
        public MessageQueue newQueue(QueueOwner owner) {
            throw new IllegalStateException();
        }
    }

    @Test
    @DisplayName("Q02 a mailbox of the program's that cannot be made is said when the system starts")
    void start_ownMailboxCannotBeMade_isRefused() {
        String nested = "mailbox-type = \"" + SettingsOfMailboxTest.class.getName() + "$";
        assertTrue(refused("mailbox-type = com.acme.Nothing").getMessage().contains("class cannot be loaded"));
        assertTrue(refused("mailbox-type = java.lang.String").getMessage().contains("does not implement"));
        assertTrue(refused(nested + "Unmakable\"").getMessage().contains("no constructor"));
        ConfigurationException failing = refused(nested + "Failing\"");
        assertTrue(failing.getMessage().contains("not today"), failing::getMessage);
        assertTrue(refused("mailbox-type = io.garrick.dispatch.UnboundedPriorityMailbox")
                .getMessage()
                .contains("no constructor"));
    }

    /** Keeps what it is given. */
    static final class Given implements MailboxType {
        private final Config block;

        Given(Config block) {
            this.block = block;
        }

        @Override
        public MessageQueue newQueue(QueueOwner owner) {
            throw new IllegalStateException();
        }
    }

    @Test
    @DisplayName("Q02 a mailbox of the program's gets its block, with any key in it")
    void load_ownMailbox_getsItsBlock() {
        SystemSettings settings = settings(
                "garrick.mailboxes.m { mailbox-type = \"" + Given.class.getName() + "\", anything = 5 }, x = y");
        NamedMailbox named = (NamedMailbox) settings.mailboxes().get("m");
        assertEquals(5, ((Given) named.load("m", settings)).block.getInt("anything"));
        assertEquals("y", settings.config().getString("x"));
    }
}
