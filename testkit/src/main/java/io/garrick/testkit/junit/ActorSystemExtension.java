package io.garrick.testkit.junit;

import io.garrick.actor.ActorSystem;
import io.garrick.testkit.SystemCheck;
import io.garrick.testkit.TestKit;
import io.garrick.testkit.TestProbe;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test an actor system, and fails it when the system is not as it should be afterwards; see {@link SystemCheck} for what that means.
 *
 * <pre>{@code
 * @ExtendWith(ActorSystemExtension.class)
 * class ShopTest {
 *     @Test
 *     void buying_anItem_isConfirmed(ActorSystem system, TestProbe customer) {
 *         ActorRef shop = system.actorOf(Shop.props());
 *         customer.send(shop, new Buy("hat"));
 *         customer.expectMsg(new Bought("hat"));
 *     }
 * }
 * }</pre>
 *
 * <p>Test methods, and those before and after each, may have parameters: {@link ActorSystem}; {@link TestKit} and {@link TestProbe}, a new one each time; {@link SystemCheck}, to excuse errors or
 * dead letters. As a field annotated with {@code @RegisterExtension} the extension can be given {@linkplain #of a system of another make} or {@linkplain #shared one for all tests}.
 *
 * <p>Systems of tests that run in parallel do not get in each other's way, but for a shared one, where a test would be blamed for what another does. The checks run after the methods after each
 * test. Works with JUnit 5 and 6.
 */
@SuppressWarnings("exports") // of JUnit's types, which this module does not pass on, see its module-info
public final class ActorSystemExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ActorSystemExtension.class);
    private static final List<Class<?>> PARAMETERS =
            List.of(ActorSystem.class, TestKit.class, TestProbe.class, SystemCheck.class);

    /** Lest two tests with systems of one name take each other's threads for survivors. */
    private static final AtomicInteger LAST_NUMBER = new AtomicInteger();

    @Nullable
    private final ActorSystem shared;

    private final Function<String, ActorSystem> maker;

    /** What is kept for one test; not closeable, or JUnit would close it. */
    private record Running(ActorSystem system, SystemCheck check, boolean own) {}

    /** A system for each test, over {@code application.conf}. */
    public ActorSystemExtension() {
        this(null, ActorSystem::create);
    }

    private ActorSystemExtension(@Nullable ActorSystem shared, Function<String, ActorSystem> maker) {
        this.shared = shared;
        this.maker = maker;
    }

    /**
     * A system for each test.
     *
     * @param maker makes it; is given a name of its own for each, after the test's class
     * @return the extension, for a field with {@code @RegisterExtension}
     */
    public static ActorSystemExtension of(Function<String, ActorSystem> maker) {
        return new ActorSystemExtension(null, Objects.requireNonNull(maker, "maker"));
    }

    /**
     * One system for all tests, which is not ended by the extension. Actors that a test leaves behind are an error, those that lived before it are not.
     *
     * @param system the system
     * @return the extension, for a static field with {@code @RegisterExtension}
     */
    public static ActorSystemExtension shared(ActorSystem system) {
        return new ActorSystemExtension(Objects.requireNonNull(system, "system"), ActorSystem::create);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ActorSystem system = shared == null ? maker.apply(name(context)) : shared;
        store(context).put(this, new Running(system, SystemCheck.begin(system), shared == null));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Running running = store(context).remove(this, Running.class);
        if (running == null) {
            return; // the system could not be made, and the test has failed of that
        }
        if (running.own()) {
            running.check().endWithSystem();
        } else {
            running.check().end();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = store(context).get(this, Running.class);
        Class<?> type = parameter.getParameter().getType();
        if (running == null) {
            throw new ParameterResolutionException(
                    "there is no system outside of tests, only test methods and those before and after each can have one:"
                            + " parameter=" + type.getName() + " of=" + parameter.getDeclaringExecutable());
        }
        if (type == ActorSystem.class) {
            return running.system();
        }
        if (type == SystemCheck.class) {
            return running.check();
        }
        return type == TestProbe.class ? new TestProbe(running.system()) : new TestKit(running.system());
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private static String name(ExtensionContext context) {
        String of = context.getTestClass().map(Class::getSimpleName).orElse("Test");
        String plain = of.replaceAll("[^a-zA-Z0-9]", "");
        return (plain.isEmpty() ? "Test" : plain) + "-" + LAST_NUMBER.incrementAndGet();
    }
}
