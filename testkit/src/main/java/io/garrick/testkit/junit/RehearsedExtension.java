package io.garrick.testkit.junit;

import io.garrick.testkit.Exploration;
import io.garrick.testkit.Rehearsal;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** Runs what is {@link Rehearsed}, which registers it. Called by JUnit on the test's thread, where all rehearsals of the test run, too. */
@SuppressWarnings("exports") // of JUnit's types, which this module does not pass on, see its module-info
public final class RehearsedExtension implements TestTemplateInvocationContextProvider {

    /** For JUnit. */
    public RehearsedExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), Rehearsed.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        Rehearsed rehearsed =
                AnnotationSupport.findAnnotation(method, Rehearsed.class).orElseThrow();
        if (rehearsed.seeds() < 1 || rehearsed.depth() < 0 || rehearsed.expectedEvents() < 1) {
            throw new ExtensionConfigurationException(
                    "seeds and events of a rehearsed test must be positive, its depth not negative: seeds="
                            + rehearsed.seeds() + " depth=" + rehearsed.depth() + " expectedEvents="
                            + rehearsed.expectedEvents() + " method=" + method);
        }
        if (!List.of(method.getParameterTypes()).contains(Rehearsal.class)) {
            throw new ExtensionConfigurationException("a rehearsed test has a parameter for its rehearsal: wanted="
                    + Rehearsal.class.getName() + " method=" + method);
        }
        return Stream.of(new AllSeeds(rehearsed));
    }

    /** The one invocation, which is none for JUnit: the method is called here, once for each seed. */
    private record AllSeeds(Rehearsed rehearsed)
            implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {

        @Override
        public String getDisplayName(int invocationIndex) {
            String one = System.getProperty("garrick.rehearsal.seed");
            return one == null ? "seeds=" + rehearsed.seeds() : "seed=" + one;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Rehearsal.class
                    && parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod());
        }

        /** Each seed has its own, see below. */
        @Override
        public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return null;
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
            invocation.skip();
            Object test = context.getRequiredTestInstance();
            try {
                Rehearsal.explore(rehearsed.seeds(), exploration(), rehearsal -> call(method, test, rehearsal));
            } catch (AssertionError failure) {
                if (failure.getCause() instanceof TestAbortedException aborted) {
                    throw aborted;
                }
                throw failure;
            }
        }

        private Exploration exploration() {
            return rehearsed.depth() == 0
                    ? Exploration.randomWalk()
                    : Exploration.pct(rehearsed.depth(), rehearsed.expectedEvents());
        }

        private static void call(ReflectiveInvocationContext<Method> method, Object test, Rehearsal rehearsal) {
            Object[] arguments = method.getArguments().toArray();
            Class<?>[] types = method.getExecutable().getParameterTypes();
            Arrays.setAll(arguments, i -> types[i] == Rehearsal.class ? rehearsal : arguments[i]);
            ReflectionSupport.invokeMethod(method.getExecutable(), test, arguments);
        }
    }
}
