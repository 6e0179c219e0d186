package io.garrick.dispatch;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One queue for several mailboxes: what is sent to any of them is taken by the one that is free first. A mailbox joins with its creation ({@link
 * #newQueue}) and leaves when it closes; what is queued then stays for the others. Who is the last to leave takes the rest along, as a mailbox of its
 * own would.
 *
 * <p>What concerns one mailbox alone does not go to the others: {@linkplain QueueOwner#isExempt exempt} messages wait in a queue of that mailbox, which it
 * takes first.
 *
 * <p><b>No message waits beside an idle mailbox.</b> Who sends adds the message, passes a full fence and then looks at the members' status words: it
 * schedules the first that it finds idle, by the CAS that decides who does, so two messages wake two. If it finds none, each was seen busy after the
 * message was added; and a mailbox that leaves its activation writes its status and then asks {@code isEmpty} (Dekker, as for a queue of one's own),
 * so each of them looks at the queue once more before it is idle. A member that was scheduled for a message and then cannot take it, because it is
 * being suspended or closed first, passes the wake-up on. A member that suspends and is resumed looks at the queue as it leaves the activation that
 * resumes it.
 *
 * <p><b>The last one.</b> Who leaves takes itself off the team, passes a full fence and then looks at the queue; who sends adds to the queue, passes
 * a full fence and then looks at the team. One of the two sees the other: either the leaver takes the message along, or the sender finds nobody there
 * and gives it to the mailbox that it was sent to, which disposes of it.
 *
 * <p>Any thread. The idea: the work-sharing pools of Akka's balancing dispatcher, where a stopped member's own messages went to whoever was free.
 */
public final class SharedQueue implements MailboxType {

    private static final Member[] NOBODY = {};

    private final MailboxType type;
    private final ReentrantLock lock = new ReentrantLock();

    /** Made for the first member; written under the lock. */
    private volatile @Nullable MessageQueue messages;

    /** Those who take from it, in the order of joining; replaced under the lock, never changed. */
    private volatile Member[] team = NOBODY;

    /** An unbounded queue in the order of arrival. */
    public SharedQueue() {
        this(Mailboxes.multipleConsumer());
    }

    /**
     * A queue of another kind.
     *
     * @param type what to share; must be fit for {@linkplain MultipleConsumerSemantics several consumers}, as bounded ones are
     * @throws IllegalArgumentException when it is not
     */
    public SharedQueue(MailboxType type) {
        if (!type.meets(MultipleConsumerSemantics.class)) {
            throw new IllegalArgumentException("queue is not fit for several consumers: type=" + type);
        }
        this.type = type;
    }

    @Override
    public List<Class<?>> semantics() {
        return type.semantics();
    }

    /** Makes the part of one more mailbox. */
    @Override
    public MessageQueue newQueue(QueueOwner owner) {
        lock.lock();
        try {
            MessageQueue shared = messages;
            if (shared == null) {
                shared = type.newQueue(owner);
                if (shared == null) {
                    throw new IllegalArgumentException("type has no queue of its own: type=" + type);
                }
                messages = shared;
            }
            return new Member(shared, owner);
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many messages wait that any member may take. Any thread.
     *
     * @return 0 or more; an estimate while others add or take
     */
    public int size() {
        MessageQueue shared = messages;
        return shared == null ? 0 : shared.size();
    }

    /** Schedules one member that is idle, the given one by preference; whether there is anybody at all. */
    private boolean wakeOne(Member preferred) {
        Member[] now = team;
        if (!preferred.wake()) {
            for (Member member : now) {
                if (member.wake()) {
                    break;
                }
            }
        }
        return now.length > 0;
    }

    private void join(Member member) {
        lock.lock();
        try {
            List<Member> joined = new ArrayList<>(List.of(team));
            joined.add(member);
            team = joined.toArray(NOBODY);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Member member) {
        lock.lock();
        try {
            List<Member> left = new ArrayList<>(List.of(team));
            left.remove(member);
            team = left.toArray(NOBODY);
        } finally {
            lock.unlock();
        }
    }

    /** The queue of one mailbox: its own messages, and its part in the shared ones. */
    final class Member implements MessageQueue {

        private final MessageQueue shared;
        private final QueueOwner owner;
        private final GrowingQueue own = new GrowingQueue();

        /** Null until the mailbox begins; what comes before that is its own. */
        private volatile @Nullable Mailbox mailbox;

        /** Written by the runner, when the mailbox closes. */
        private volatile boolean gone;

        Member(MessageQueue shared, QueueOwner owner) {
            this.shared = shared;
            this.owner = owner;
        }

        boolean wake() {
            Mailbox known = mailbox;
            return known != null && !gone && known.wakeIfIdle();
        }

        @Override
        @Nullable
        public Object offer(Object message) {
            return offer(message, Dispatchers.mayBlockHere());
        }

        @Override
        @Nullable
        public Object offer(Object message, boolean mayWait) {
            if (gone || mailbox == null || owner.isExempt(message)) {
                own.offer(message);
                return null;
            }
            Object lost = shared.offer(message, mayWait);
            VarHandle.fullFence();
            if (!wakeOne(this)) {
                takeAlong();
            }
            return lost;
        }

        /** Nobody is left: what is there is this mailbox's, which disposes of it. Any thread. */
        private void takeAlong() {
            for (Object message = shared.poll(); message != null; message = shared.poll()) {
                own.offer(message);
            }
        }

        @Override
        @Nullable
        public Object poll() {
            Object message = own.relaxedPoll();
            return message != null || gone ? message : shared.poll();
        }

        @Override
        public boolean isEmpty() {
            return own.isEmpty() && (gone || shared.isEmpty());
        }

        @Override
        public int size() {
            return (int) Math.min((long) own.size() + (gone ? 0 : shared.size()), Integer.MAX_VALUE);
        }

        @Override
        public int capacity() {
            return shared.capacity();
        }

        @Override
        public boolean failsSender() {
            return shared.failsSender();
        }

        @Override
        public void begins(Mailbox itsMailbox) {
            mailbox = itsMailbox;
            join(this);
        }

        /** Was perhaps scheduled for a message that it cannot take now. */
        @Override
        public void pauses() {
            if (!shared.isEmpty()) {
                wakeOne(this);
            }
        }

        @Override
        public void ends() {
            gone = true;
            leave(this);
            VarHandle.fullFence();
            if (!shared.isEmpty() && !wakeOne(this)) {
                takeAlong();
            }
        }
    }
}
