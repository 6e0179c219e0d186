package io.garrick.actor.internal;

import com.typesafe.config.Config;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.SystemSettings;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.MessageQueue;
import io.garrick.dispatch.QueueOwner;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program's own kind of mailbox that the configuration names by its class. It stands in the settings until a system starts, for its constructor may ask for the
 * whole settings.
 *
 * @param className the class
 * @param block what the configuration says about it
 */
record NamedMailbox(String className, Config block) implements MailboxType {

    /** What a constructor may take; the first that the class has is used. */
    private static final List<Class<?>[]> PARAMETERS = List.of(
            new Class<?>[] {ActorSystem.Settings.class, Config.class}, new Class<?>[] {Config.class}, new Class<?>[0]);

    @Override
    public MessageQueue newQueue(QueueOwner owner) {
        throw new IllegalStateException("mailbox is made when a system starts: class=" + className);
    }

    /** Makes it. */
    MailboxType load(String id, SystemSettings settings) {
        Class<?> type = ClassNames.load(className, "mailbox " + id, settings.classLoader());
        if (!MailboxType.class.isAssignableFrom(type)) {
            throw new ConfigurationException("class is not a mailbox's, it does not implement "
                    + MailboxType.class.getName() + ": id=" + id + " class=" + className);
        }
        for (Class<?>[] parameters : PARAMETERS) {
            Constructor<?> constructor = constructor(type, parameters);
            if (constructor != null) {
                return make(id, constructor, arguments(parameters, settings));
            }
        }
        throw new ConfigurationException(
                "mailbox class has no constructor (ActorSystem.Settings, Config), (Config) or (): id=" + id + " class="
                        + className);
    }

    @Nullable
    private static Constructor<?> constructor(Class<?> type, Class<?>[] parameters) {
        try {
            return type.getDeclaredConstructor(parameters);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private Object[] arguments(Class<?>[] parameters, SystemSettings settings) {
        return switch (parameters.length) {
            case 2 -> new Object[] {settings, block};
            case 1 -> new Object[] {block};
            default -> new Object[0];
        };
    }

    private MailboxType make(String id, Constructor<?> constructor, Object[] arguments) {
        if (!constructor.trySetAccessible()) {
            Module ours = NamedMailbox.class.getModule();
            String packageName = constructor.getDeclaringClass().getPackageName();
            throw new ConfigurationException(
                    "mailbox class is not open to this module: id=" + id + " class=" + className + " missing=opens "
                            + packageName + (ours.isNamed() ? " to " + ours.getName() : "") + ";");
        }
        try {
            return (MailboxType) constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new ConfigurationException(
                    "mailbox cannot be made, its constructor failed: id=" + id + " class=" + className + " cause="
                            + FailureLog.text(cause),
                    cause);
        } catch (ReflectiveOperationException e) {
            throw new ConfigurationException("mailbox cannot be made: id=" + id + " class=" + className, e);
        }
    }
}
