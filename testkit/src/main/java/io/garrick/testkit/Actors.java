package io.garrick.testkit;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.spi.MailboxView;
import io.garrick.actor.spi.SystemServices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A walk over the actors of a system. Any thread; what it finds may have changed meanwhile. */
final class Actors {

    private Actors() {}

    /** Those below {@code /user}, parents first. */
    static List<ActorRef> alive(ActorSystem system) {
        SystemServices services = SystemServices.of(system);
        List<ActorRef> found = new ArrayList<>();
        for (ActorRef guardian : services.children(services.rootGuardian())) {
            if (guardian.path().name().equals("user")) {
                collect(services, guardian, found);
            }
        }
        return found;
    }

    private static void collect(SystemServices services, ActorRef parent, List<ActorRef> found) {
        for (ActorRef child : services.children(parent)) {
            found.add(child);
            collect(services, child, found);
        }
    }

    /** Those that are running, or could. */
    static List<MailboxView> busy(ActorSystem system) {
        return where(
                system,
                view -> !view.isClosed() && (view.isScheduled() || view.queuedMessages() > 0 && !view.isSuspended()));
    }

    /** All actors of the system, guardians too, that are as wanted. */
    static List<MailboxView> where(ActorSystem system, Predicate<MailboxView> wanted) {
        SystemServices services = SystemServices.of(system);
        List<MailboxView> found = new ArrayList<>();
        collect(services, services.rootGuardian(), wanted, found);
        return found;
    }

    private static void collect(
            SystemServices services, ActorRef actor, Predicate<MailboxView> wanted, List<MailboxView> found) {
        services.mailbox(actor).ifPresent(view -> {
            if (wanted.test(view)) {
                found.add(view);
            }
            services.children(actor).forEach(child -> collect(services, child, wanted, found));
        });
    }
}
