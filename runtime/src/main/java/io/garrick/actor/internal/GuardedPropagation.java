package io.garrick.actor.internal;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ContextPropagation;
import org.jspecify.annotations.Nullable;

/** The propagation of a system, which never throws: a message must not be lost for its context. Any thread. */
final class GuardedPropagation implements ContextPropagation {

    private static final int MOST_LOGGED = 10;

    private static final Scope NOTHING = () -> {};

    private final ContextPropagation actual;
    private final LocalSystem system;
    private final RateLimit limit;

    private GuardedPropagation(ContextPropagation actual, LocalSystem system) {
        this.actual = actual;
        this.system = system;
        this.limit = new RateLimit(system.clock(), MOST_LOGGED);
    }

    /** The one of a system's settings, if there is one. */
    @Nullable
    static GuardedPropagation of(LocalSystem system) {
        return system.settings()
                .contextPropagation()
                .map(actual -> new GuardedPropagation(actual, system))
                .orElse(null);
    }

    /** The context of the calling thread, if contexts travel in that system and there is one. */
    @Nullable
    static Object capture(LocalSystem system) {
        GuardedPropagation propagation = system.propagation();
        return propagation == null ? null : propagation.capture();
    }

    /** Makes a call in a context that the system's propagation has captured, if it has. */
    static void call(LocalSystem system, @Nullable Object captured, Call call) throws Exception {
        GuardedPropagation propagation = system.propagation();
        Object context = Resent.context(captured);
        if (context == null || propagation == null) {
            call.run();
            return;
        }
        Scope scope = propagation.restore(context);
        try {
            call.run();
        } finally {
            scope.close();
        }
    }

    @Override
    @Nullable
    public Object capture() {
        try {
            return actual.capture();
        } catch (Throwable thrown) {
            report("context could not be captured, the message goes without", thrown);
            return null;
        }
    }

    @Override
    public Scope restore(Object captured) {
        Scope scope;
        try {
            scope = actual.restore(captured);
        } catch (Throwable thrown) {
            report("context could not be restored, the handler goes without", thrown);
            return NOTHING;
        }
        return scope == null ? NOTHING : () -> close(scope);
    }

    @Override
    @Nullable
    public String toText(Object captured) {
        try {
            return actual.toText(captured);
        } catch (Throwable thrown) {
            report("context could not be written, the message goes without", thrown);
            return null;
        }
    }

    @Override
    @Nullable
    public Object fromText(String text) {
        try {
            return actual.fromText(text);
        } catch (Throwable thrown) {
            report("context could not be read, the handler goes without", thrown);
            return null;
        }
    }

    private void close(Scope scope) {
        try {
            scope.close();
        } catch (Throwable thrown) {
            report("context could not be taken back, the thread keeps it", thrown);
        }
    }

    private void report(String statement, Throwable thrown) {
        ActorRef where = system.deadLetters();
        if (system.reportedAsFatal(thrown, where)) {
            return;
        }
        long held = limit.pass();
        if (held >= 0) {
            system.logger()
                    .atError()
                    .setCause(thrown)
                    .log(
                            "{}: propagation={} notLogged={}",
                            statement,
                            actual.getClass().getName(),
                            held);
        }
    }
}
