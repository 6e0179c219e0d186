package io.garrick.serialization;

/** A class is not on the list of those that may travel (promise N08). The message has the line to paste. */
public final class ClassNotAllowedException extends SerializationException {

    private static final long serialVersionUID = 1L;

    private final String className;

    ClassNotAllowedException(String className, String message) {
        super(message);
        this.className = className;
    }

    /**
     * The class.
     *
     * @return its binary name
     */
    public String className() {
        return className;
    }
}
