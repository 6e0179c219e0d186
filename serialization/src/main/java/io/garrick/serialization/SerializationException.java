package io.garrick.serialization;

import org.jspecify.annotations.Nullable;

/** A message does not become bytes, or bytes do not become a message. The message names the class, and the path of the field inside the message. */
public class SerializationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private String fieldPath = "";

    /**
     * Without a cause.
     *
     * @param message what is wrong, with keys and values
     */
    public SerializationException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what is wrong, with keys and values
     * @param cause why
     */
    public SerializationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Where in the message it is.
     *
     * @return such as {@code Order.items[2].price}; empty when it is the message itself
     */
    public final String fieldPath() {
        return fieldPath;
    }

    @Override
    public String getMessage() {
        String text = String.valueOf(super.getMessage());
        return fieldPath.isEmpty() ? text : text + " path=" + fieldPath;
    }

    /** Puts an outer part before the path, on the way out. */
    final SerializationException inside(String part) {
        fieldPath = fieldPath.isEmpty() || fieldPath.startsWith("[") ? part + fieldPath : part + "." + tail(fieldPath);
        return this;
    }

    /** The class that a part begins with is its outer part's type: said once is enough. */
    private static String tail(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    /** What any failure is to the caller. */
    static SerializationException of(String what, String name, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) { // Kryo wraps some
            if (cause instanceof SerializationException) {
                return (SerializationException) cause;
            }
        }
        String problem = failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
        int line = problem.indexOf('\n');
        return new SerializationException(
                what + ": class=" + name + " problem=" + (line < 0 ? problem : problem.substring(0, line)), failure);
    }
}
