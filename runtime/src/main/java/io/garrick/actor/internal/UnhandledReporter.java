package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor.Receive;
import io.garrick.actor.ActorRef;
import io.garrick.actor.UnhandledMessage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Says which messages no behaviour had a case for, and what it does have cases for (M05). Any thread. */
final class UnhandledReporter {

    private final LocalSystem system;
    private final RateLimit limit;
    private final AtomicLong count = new AtomicLong();

    UnhandledReporter(LocalSystem system, int mostLogged) {
        this.system = system;
        this.limit = new RateLimit(system.clock(), mostLogged);
    }

    void report(ActorRef actor, Object message, ActorRef sender, @Nullable Receive behavior) {
        count.incrementAndGet();
        long held = limit.pass();
        if (held >= 0) {
            List<String> matched = behavior == null
                    ? List.of()
                    : behavior.matchedClasses().stream().map(Class::getName).toList();
            system.logger()
                    .warn(
                            "message was not handled: actor={} message={} sender={} handles={} notLogged={}",
                            actor,
                            system.describe(message),
                            sender,
                            matched,
                            held);
        }
        if (!(message instanceof UnhandledMessage)) { // a listener without a case for it would hear of that, and so on
            system.eventStream().publish(new UnhandledMessage(message, sender, actor));
        }
    }

    long count() {
        return count.get();
    }
}
