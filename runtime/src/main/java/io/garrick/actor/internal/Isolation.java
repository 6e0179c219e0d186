package io.garrick.actor.internal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.Extension;
import io.garrick.actor.spi.RemoteServices.MessageHolder;
import io.garrick.actor.spi.RemoteServices.MessageImage;
import io.garrick.actor.spi.RemoteServices.MessageImages;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a sender still holds apart from what its recipient gets: messages between local actors are copied by what writes them to the wire, or looked at whether anybody has
 * changed them on the way. Any thread.
 */
final class Isolation {

    static final String KEY = "message-isolation";

    /** Of the module serialization. */
    static final String IMAGES = "io.garrick.serialization.IsolationExtension";

    private static final String PATH = "garrick." + KEY;
    private static final int MOST_LOGGED = 10;

    /** What is done with messages. */
    enum Mode {
        /** Nothing: the very object arrives. */
        OFF,

        /** An image is taken at the tell, and another when the turn of the message has come; if they differ it is not handled. */
        CHECK,

        /** A copy arrives. */
        COPY
    }

    private final LocalSystem system;
    private final Mode mode;
    private final RateLimit limit;

    /** Made with the first message: extensions need a system that is complete. */
    @Nullable
    private volatile MessageImages images;

    private Isolation(LocalSystem system, Mode mode) {
        this.system = system;
        this.mode = mode;
        this.limit = new RateLimit(system.clock(), MOST_LOGGED);
    }

    /** What a system's configuration says; null where messages are left alone. */
    @Nullable
    static Isolation of(LocalSystem system) {
        Config config = system.settings().config();
        try {
            Mode mode = config.hasPath(PATH) ? SettingsReader.choice(config, PATH, Mode.class) : Mode.OFF;
            return mode == Mode.OFF ? null : new Isolation(system, mode);
        } catch (ConfigException e) {
            throw new ConfigurationException("configuration is wrong: path=" + PATH + " problem=" + e.getMessage(), e);
        }
    }

    /** Sends. */
    void tell(LocalRef to, Object message, @Nullable ActorRef sender, @Nullable Object captured) {
        MessageHolder holder = message instanceof MessageHolder ? (MessageHolder) message : null;
        Object users = holder == null ? message : holder.message();
        if (to.laCell() == null || Untouched.is(users)) {
            to.enqueue(Envelope.of(message, sender, captured));
            return;
        }
        Object element;
        try {
            MessageImage image = images().of(users);
            element = mode == Mode.COPY
                    ? Envelope.of(copy(image, holder), sender, captured)
                    : new Checked(message, sender, captured, users, image);
        } catch (RuntimeException | StackOverflowError failure) {
            report("message cannot be isolated", users, to, FailureLog.text(problem(failure)));
            to.undelivered(new Envelope(message, sender, captured), DeadLetter.Reason.SERIALIZATION);
            return;
        }
        to.enqueue(element);
    }

    private static Object copy(MessageImage image, @Nullable MessageHolder holder) {
        return holder == null ? image.copy() : holder.around(image.copy());
    }

    private MessageImages images() {
        MessageImages made = images;
        if (made == null) {
            Extension named = system.registerExtension(Extensions.id(PATH, IMAGES, system.classLoader()));
            made = (MessageImages) named;
            images = made;
        }
        return made;
    }

    private static Object problem(Throwable failure) {
        String text = failure.getMessage();
        return text == null ? failure.getClass().getName() : text;
    }

    private void report(String statement, Object message, ActorRef recipient, String problem) {
        long held = limit.pass();
        if (held >= 0) {
            system.logger()
                    .error(
                            "{}: class={} recipient={} problem={} notLogged={}",
                            statement,
                            message.getClass().getName(),
                            recipient,
                            problem,
                            held);
        }
    }

    /** A message that is looked at again when its turn has come. Once it has been handled, or put aside, it is its recipient's. */
    private final class Checked extends Conditional {

        private final Object users;
        private final MessageImage image;

        Checked(
                Object message,
                @Nullable ActorRef sender,
                @Nullable Object captured,
                Object users,
                MessageImage image) {
            super(message, sender, captured);
            this.users = users;
            this.image = image;
        }

        @Override
        boolean arrives(ActorCell cell) {
            String change = change();
            if (change == null) {
                return true;
            }
            report("message was changed after it was sent, it is not handled", users, cell.ref(), change);
            cell.ref().undelivered(this, DeadLetter.Reason.SERIALIZATION);
            return false;
        }

        @Nullable
        private String change() {
            try {
                return image.changeOf(users);
            } catch (RuntimeException | StackOverflowError failure) { // it could be written before
                return FailureLog.text(problem(failure));
            }
        }
    }
}
