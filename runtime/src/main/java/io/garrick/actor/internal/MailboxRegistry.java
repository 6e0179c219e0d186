package io.garrick.actor.internal;

import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Props;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.BoundedControlAwareMailbox;
import io.garrick.dispatch.DispatcherSettings;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.Mailboxes;
import io.garrick.dispatch.MessageQueue;
import io.garrick.dispatch.UnboundedControlAwareMailbox;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which mailbox a new actor gets (Q04): what its deployment says, else its props, else its dispatcher; else one that meets its demand; else the default one. Whatever it
 * is must meet the demand of the actor's class and of its dispatcher. Any thread.
 */
final class MailboxRegistry {

    /** For who demands a kind of queue and names none; the first that meets it. */
    private static final List<MailboxType> OF_THE_HOUSE = List.of(
            Mailboxes.unbounded(),
            new UnboundedControlAwareMailbox(),
            Mailboxes.multipleConsumer(),
            Mailboxes.bounded(SettingsOfMailbox.DEFAULT_CAPACITY, SettingsOfMailbox.DEFAULT_OVERFLOW),
            new BoundedControlAwareMailbox(SettingsOfMailbox.DEFAULT_CAPACITY, SettingsOfMailbox.DEFAULT_OVERFLOW));

    private final SettingsInUse settings;
    private final DispatcherRegistry dispatchers;
    private final ConcurrentMap<String, MailboxType> types = new ConcurrentHashMap<>();

    /** Makes those that the configuration names by their class, so that a wrong one is known at once. */
    MailboxRegistry(SettingsInUse settings, DispatcherRegistry dispatchers) {
        this.settings = settings;
        this.dispatchers = dispatchers;
        settings.now().mailboxes().forEach((id, type) -> types.put(id, made(id, type)));
    }

    private MailboxType made(String id, MailboxType type) {
        return type instanceof NamedMailbox ? ((NamedMailbox) type).load(id, settings.now()) : type;
    }

    /** The queue of a new actor, or null for the one that is built in. */
    @Nullable
    MessageQueue queueFor(LocalSystem system, LocalRef ref, Props props) {
        String id = idFor(ref, props);
        MailboxType given = dispatchers.deployment(ref).mailbox().isEmpty()
                ? props.mailboxType().orElse(null)
                : null;
        Class<?> demanded = Demands.of(props.actorClass());
        DispatcherSettings dispatcher = dispatchers.settingsFor(ref, props);
        Class<?> required = dispatcher == null
                ? null
                : Demands.named(
                        dispatcher.mailboxRequirement(),
                        dispatcher.id(),
                        settings.now().classLoader());
        if (id.isEmpty() && given == null && demanded == null && required == null) {
            MailboxType standard = types.get(SystemSettings.DEFAULT_MAILBOX);
            return standard == null ? null : standard.newQueue(new CellQueueOwner(system, ref));
        }
        MailboxType type = given;
        if (type == null) {
            type = id.isEmpty() ? meeting(demanded == null ? required : demanded, ref) : named(id, ref);
        }
        String found = id.isEmpty() ? type.toString() : id;
        ensureMeets(type, found, demanded, "actorClass=" + props.actorClass().getName(), ref);
        ensureMeets(type, found, required, "dispatcher=" + props.dispatcher(), ref);
        return type.newQueue(new CellQueueOwner(system, ref));
    }

    /** Most messages that an actor may stash: what its mailbox says, else what holds for all. */
    int stashCapacity(LocalRef ref, Props props) {
        String id = idFor(ref, props);
        return settings.now().stashCapacity(id.isEmpty() ? SystemSettings.DEFAULT_MAILBOX : id);
    }

    /** The id that deployment, props or dispatcher give; empty when none does, and when the props give a mailbox itself. */
    private String idFor(LocalRef ref, Props props) {
        String deployed = dispatchers.deployment(ref).mailbox();
        if (!deployed.isEmpty()
                || !props.mailbox().isEmpty()
                || props.mailboxType().isPresent()) {
            return deployed.isEmpty() ? props.mailbox() : deployed;
        }
        DispatcherSettings dispatcher = dispatchers.settingsFor(ref, props);
        return dispatcher == null ? "" : dispatcher.mailbox();
    }

    private MailboxType named(String id, LocalRef ref) {
        MailboxType known = types.get(id);
        if (known != null) {
            return known;
        }
        MailboxType type = settings.hasMailbox(id) ? settings.now().mailboxes().get(id) : null;
        if (type == null) {
            throw new ConfigurationException("mailbox is not configured: id=" + id + " configured="
                    + settings.now().mailboxes().keySet() + " parent=" + ref.parent() + " name=" + ref.givenName());
        }
        MailboxType made = made(id, type); // the program's own code: under no lock
        MailboxType before = types.putIfAbsent(id, made);
        return before == null ? made : before;
    }

    private MailboxType meeting(@Nullable Class<?> demanded, LocalRef ref) {
        if (demanded == null) {
            return Mailboxes.unbounded();
        }
        String id = settings.now().mailboxRequirements().get(demanded.getName());
        if (id != null) {
            return named(id, ref);
        }
        return OF_THE_HOUSE.stream()
                .filter(type -> type.meets(demanded))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("no mailbox is known that meets the demand: demanded="
                        + demanded.getName() + " parent=" + ref.parent() + " name=" + ref.givenName()
                        + " hint=name one for it under garrick.mailbox-requirements"));
    }

    private static void ensureMeets(
            MailboxType type, String found, @Nullable Class<?> demanded, String by, LocalRef ref) {
        if (demanded != null && !type.meets(demanded)) {
            throw new ConfigurationException("mailbox is not what is demanded: " + by + " demanded="
                    + demanded.getName() + " found=" + found + " type=" + type + " semantics="
                    + type.semantics().stream().map(Class::getName).toList() + " parent=" + ref.parent() + " name="
                    + ref.givenName());
        }
    }
}
