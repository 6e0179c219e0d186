package io.garrick.serialization;

import io.garrick.serialization.Description.FieldText;

/**
 * Writer and reader have different versions of a class: the names or types of its fields are not the same, or, where it is {@link Evolvable}, a field
 * has another type.
 */
public final class SchemaMismatchException extends SerializationException {

    private static final long serialVersionUID = 1L;

    private SchemaMismatchException(String message) {
        super(message);
    }

    static SchemaMismatchException otherFields(String className, long written, long here) {
        return new SchemaMismatchException("class has other fields here than where it was written: class=" + className
                + " written=" + Long.toHexString(written) + " here=" + Long.toHexString(here)
                + " hint=run the same version on both nodes, or mark it @Evolvable");
    }

    static SchemaMismatchException evolvableOnOneSide(String className, boolean here) {
        return new SchemaMismatchException("class is @Evolvable " + (here ? "here, and not" : "not here, but")
                + " where it was written: class=" + className + " hint=mark it on both nodes");
    }

    static SchemaMismatchException otherType(String className, FieldText there, Class<?> here) {
        return new SchemaMismatchException("field has another type here than where it was written: class=" + className
                + " field=" + there.name() + " written=" + there.type() + " here=" + here.getName()
                + " hint=give a field of another type another name");
    }
}
