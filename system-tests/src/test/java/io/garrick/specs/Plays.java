package io.garrick.specs;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Plays a {@link Staged}: one test for all its seeds and one for all its repetitions on threads, so that reports stay readable. */
final class Plays implements TestTemplateInvocationContextProvider {

    private static final int SEEDS = Integer.getInteger("specs.seeds", 50);
    private static final int REPETITIONS = Integer.getInteger("specs.repetitions", 3);
    private static final int PCT_ONE_IN = 5;
    private static final Integer ONE_SEED = Integer.getInteger("specs.seed");

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), Staged.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Staged staged = AnnotationSupport.findAnnotation(context.getTestMethod(), Staged.class)
                .orElseThrow();
        return Arrays.stream(staged.on()).map(Plays::play);
    }

    private static TestTemplateInvocationContext play(Staged.On on) {
        if (on == Staged.On.THREADS) {
            return new Play("on threads, " + REPETITIONS + " times", IntStream.range(0, REPETITIONS), ThreadStage::new);
        }
        IntStream seeds = ONE_SEED == null ? seeds() : IntStream.of(ONE_SEED);
        return new Play(
                "rehearsed, " + (ONE_SEED == null ? SEEDS + " seeds" : "seed " + ONE_SEED), seeds, RehearsalStage::new);
    }

    /** Those by chance, and after them some by PCT. */
    private static IntStream seeds() {
        return IntStream.concat(
                IntStream.rangeClosed(1, SEEDS),
                IntStream.rangeClosed(1, SEEDS / PCT_ONE_IN).map(seed -> -seed));
    }

    /** All the times that a spec is played in one place. */
    private record Play(String title, IntStream numbers, IntFunction<Stage> stages)
            implements TestTemplateInvocationContext, ParameterResolver, InvocationInterceptor {

        @Override
        public String getDisplayName(int invocationIndex) {
            return title;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Stage.class;
        }

        /** Each time gets a stage of its own, see below. */
        @Override
        @SuppressWarnings("NullAway")
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return null;
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
            invocation.skip();
            Object test = context.getRequiredTestInstance();
            numbers.forEach(number -> play(method.getExecutable(), test, number));
        }

        private void play(Method method, Object test, int number) {
            Stage stage = stages.apply(number);
            try {
                ReflectionSupport.invokeMethod(method, test, stage);
            } catch (Throwable thrown) {
                throw new AssertionError(stage + ": " + thrown.getMessage() + stage.abandon(), thrown);
            }
            try {
                stage.close();
            } catch (Throwable thrown) {
                throw new AssertionError("after the spec, " + stage + ": " + thrown.getMessage(), thrown);
            }
        }
    }
}
