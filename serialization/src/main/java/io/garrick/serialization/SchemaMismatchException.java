package io.garrick.serialization;

/** Writer and reader have different versions of a class: the names or types of its fields are not the same. */
public final class SchemaMismatchException extends SerializationException {

    private static final long serialVersionUID = 1L;

    SchemaMismatchException(String className, long written, long here) {
        super("class has other fields here than where it was written: class=" + className + " written="
                + Long.toHexString(written) + " here=" + Long.toHexString(here)
                + " hint=run the same version on both nodes");
    }
}
