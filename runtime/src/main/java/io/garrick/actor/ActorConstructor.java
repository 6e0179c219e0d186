package io.garrick.actor;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A constructor with its arguments. The reflection is done once per class. */
final class ActorConstructor implements Creator<AbstractActor> {

    private static final ClassValue<Candidate[]> CANDIDATES = new ClassValue<>() {
        @Override
        protected Candidate[] computeValue(Class<?> type) {
            return Stream.of(type.getDeclaredConstructors())
                    .filter(constructor -> !constructor.isSynthetic())
                    .map(Candidate::new)
                    .toArray(Candidate[]::new);
        }
    };

    private final Candidate constructor;
    private final @Nullable Object[] args;

    /** Whether the last argument is an array that was made here, of a variable number of arguments. */
    private final boolean spread;

    private ActorConstructor(Candidate constructor, @Nullable Object[] args, boolean spread) {
        this.constructor = constructor;
        this.args = args;
        this.spread = spread;
    }

    /** Finds the one that fits, or throws. */
    static ActorConstructor find(Class<?> type, @Nullable Object... given) {
        @Nullable Object[] args = Arrays.copyOf(given, given.length, Object[].class);
        ensureInstantiable(type, args);
        Candidate fixed = only(type, args, Candidate::fits);
        if (fixed != null) {
            return new ActorConstructor(fixed.opened(), args, false);
        }
        Candidate spread = only(type, args, Candidate::fitsSpread);
        if (spread != null) {
            return new ActorConstructor(spread.opened(), spread.gathered(args), true);
        }
        throw new IllegalArgumentException("no constructor fits the arguments: class=" + type.getName() + " arguments="
                + describe(args) + " constructors=" + List.of(CANDIDATES.get(type))
                + (type.isLocalClass() || type.isAnonymousClass()
                        ? " hint=a local class takes its surroundings as arguments, use Props.create(Class, Creator)"
                        : ""));
    }

    private static void ensureInstantiable(Class<?> type, @Nullable Object[] args) {
        String wrong = null;
        if (!AbstractActor.class.isAssignableFrom(type) && !IndirectActorProducer.class.isAssignableFrom(type)) {
            wrong = "class is not an actor's, it does not extend AbstractActor";
        } else if (Modifier.isAbstract(type.getModifiers())) {
            wrong = "actor class is abstract";
        } else if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            wrong = "actor class is an inner class: make it static, or use Props.create(Class, Creator)";
        }
        if (wrong != null) {
            throw new IllegalArgumentException(wrong + ": class=" + type.getName() + " arguments=" + describe(args));
        }
    }

    @Nullable
    private static Candidate only(
            Class<?> type, @Nullable Object[] args, BiPredicate<Candidate, @Nullable Object[]> rule) {
        Candidate found = null;
        for (Candidate candidate : CANDIDATES.get(type)) {
            if (rule.test(candidate, args)) {
                if (found != null) {
                    throw new IllegalArgumentException("more than one constructor fits the arguments: class="
                            + type.getName() + " arguments=" + describe(args) + " constructors=" + found + ", "
                            + candidate + " hint=use Props.create(Class, Creator)");
                }
                found = candidate;
            }
        }
        return found;
    }

    private static String describe(@Nullable Object[] args) {
        return Stream.of(args)
                .map(arg -> arg == null ? "null" : arg.getClass().getName())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** As {@link #find} was given them, those of a variable number as an array. */
    List<@Nullable Object> args() {
        return Collections.unmodifiableList(Arrays.asList(args.clone()));
    }

    @Override
    public AbstractActor create() throws Exception {
        return (AbstractActor) newInstance();
    }

    /** An actor, or a producer of actors. */
    Object newInstance() throws Exception {
        try {
            return constructor.handle.newInstance(spread ? withFreshArray() : args);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error) {
                throw (Error) cause;
            }
            throw cause instanceof Exception ? (Exception) cause : e;
        }
    }

    /** The arguments of one call: as with {@code new}, each instance gets an array of its own, which it may keep and change. */
    private @Nullable Object[] withFreshArray() {
        @Nullable Object[] fresh = args.clone();
        Object shared = Objects.requireNonNull(args[args.length - 1]);
        int length = Array.getLength(shared);
        Object own = Array.newInstance(shared.getClass().getComponentType(), length);
        System.arraycopy(shared, 0, own, 0, length);
        fresh[args.length - 1] = own;
        return fresh;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActorConstructor
                && constructor.handle.equals(((ActorConstructor) other).constructor.handle)
                && Arrays.deepEquals(args, ((ActorConstructor) other).args);
    }

    @Override
    public int hashCode() {
        return constructor.handle.hashCode();
    }

    /** A declared constructor. */
    private static final class Candidate {

        private final Constructor<?> handle;
        private final Class<?>[] types;

        Candidate(Constructor<?> handle) {
            this.handle = handle;
            this.types = handle.getParameterTypes();
        }

        boolean fits(@Nullable Object[] args) {
            return args.length == types.length && fitsFrom(0, types.length, args);
        }

        /** As a variable number of arguments. */
        boolean fitsSpread(@Nullable Object[] args) {
            int fixed = types.length - 1;
            if (!handle.isVarArgs() || args.length < fixed || !fitsFrom(0, fixed, args)) {
                return false;
            }
            Class<?> element = types[fixed].getComponentType();
            return Stream.of(args).skip(fixed).allMatch(arg -> fits(element, arg));
        }

        private boolean fitsFrom(int from, int to, @Nullable Object[] args) {
            for (int i = from; i < to; i++) {
                if (!fits(types[i], args[i])) {
                    return false;
                }
            }
            return true;
        }

        private static boolean fits(Class<?> type, @Nullable Object arg) {
            return arg == null
                    ? !type.isPrimitive()
                    : MethodType.methodType(type).wrap().returnType().isInstance(arg);
        }

        /** The arguments with the last ones in an array. */
        @Nullable
        Object[] gathered(@Nullable Object[] args) {
            int fixed = types.length - 1;
            Object rest = Array.newInstance(types[fixed].getComponentType(), args.length - fixed);
            for (int i = fixed; i < args.length; i++) {
                Array.set(rest, i - fixed, args[i]);
            }
            @Nullable Object[] all = Arrays.copyOf(args, types.length);
            all[fixed] = rest;
            return all;
        }

        Candidate opened() {
            if (!handle.trySetAccessible()) {
                Class<?> type = handle.getDeclaringClass();
                Module ours = ActorConstructor.class.getModule();
                throw new IllegalArgumentException("actor class is not open to this module: class=" + type.getName()
                        + " missing=opens " + type.getPackageName() + (ours.isNamed() ? " to " + ours.getName() : "")
                        + "; module=" + type.getModule().getName()
                        + " hint=or use Props.create(Class, Creator)");
            }
            return this;
        }

        @Override
        public String toString() {
            return Stream.of(types).map(Class::getName).collect(Collectors.joining(", ", "(", ")"));
        }
    }
}
