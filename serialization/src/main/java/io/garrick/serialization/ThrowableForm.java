package io.garrick.serialization;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/** A failure as data: class, message, stack, cause. It is made of its own class when that has a constructor that takes a message. */
final class ThrowableForm extends Form<Throwable> {

    /** Of an element of a stack: three references and a number, each a byte at least. */
    private static final int LEAST_BYTES = 4;

    private final WireClasses classes;

    ThrowableForm(WireClasses classes) {
        super(false);
        this.classes = classes;
    }

    @Override
    void put(WireKryo kryo, Output output, Throwable value) {
        boolean copied = value instanceof ThrowableData;
        output.writeString(
                copied ? ((ThrowableData) value).className() : value.getClass().getName());
        output.writeString(copied ? ((ThrowableData) value).text() : value.getMessage());
        StackTraceElement[] stack = value.getStackTrace();
        output.writeVarInt(stack.length, true);
        for (StackTraceElement element : stack) {
            output.writeString(element.getClassName());
            output.writeString(element.getMethodName());
            output.writeString(element.getFileName());
            output.writeVarInt(element.getLineNumber(), false);
        }
        putPart(kryo, output, value.getCause(), "cause", 0);
    }

    @Override
    Throwable take(WireKryo kryo, BoundedInput input, Class<? extends Throwable> type) {
        String className = WireClasses.text(input);
        String message = input.readString();
        Throwable made = make(className, message);
        kryo.reference(made);
        StackTraceElement[] stack = new StackTraceElement[input.ensureLeft(input.readVarInt(true), LEAST_BYTES)];
        for (int i = 0; i < stack.length; i++) {
            stack[i] = new StackTraceElement(
                    WireClasses.text(input), WireClasses.text(input), input.readString(), input.readVarInt(false));
        }
        made.setStackTrace(stack);
        Object cause = takePart(kryo, input, "cause", 0);
        if (cause instanceof Throwable && cause != made && made.getCause() == null) {
            init(made, (Throwable) cause);
        }
        return made;
    }

    private static void init(Throwable made, Throwable cause) {
        try {
            made.initCause(cause);
        } catch (IllegalStateException hasOne) {
            made.addSuppressed(cause);
        }
    }

    private Throwable make(String className, @Nullable String message) {
        Class<?> type = classes.throwable(className);
        if (type == AssertionError.class) {
            return new AssertionError(message, null); // as its constructor that takes a message alone is nobody's
        }
        if (type != null) {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(String.class);
                constructor.setAccessible(!AllowList.isOfJdk(className) && OwnFailures.of(className) == null);
                return (Throwable) constructor.newInstance(message);
            } catch (ReflectiveOperationException | RuntimeException e) {
                return new ThrowableData(className, message); // it cannot be made so, and is data then
            }
        }
        return new ThrowableData(className, message);
    }
}
