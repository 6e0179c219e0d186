package io.garrick.serialization;

import org.jspecify.annotations.Nullable;

/** A failure whose class is not here, or may not travel, or cannot be made with a message alone: what is known of it. */
public final class ThrowableData extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String className;

    @Nullable
    private final String text;

    ThrowableData(String className, @Nullable String text) {
        super(text == null ? className : className + ": " + text);
        this.className = className;
        this.text = text;
    }

    /**
     * The class that it was of where it was thrown.
     *
     * @return its binary name
     */
    public String className() {
        return className;
    }

    /** The message that it had. */
    @Nullable
    String text() {
        return text;
    }
}
