package io.garrick.serialization;

import com.esotericsoftware.kryo.Kryo;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Set;

/** Looks through message types, as far as their fields' declared types say what is in them. */
final class Verification {

    private final Kryo kryo;
    private final Set<Type> seen = new HashSet<>();

    Verification(Kryo kryo) {
        this.kryo = kryo;
    }

    /** Fails at the first thing that would not travel. */
    void verify(Type type) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof Class) {
            verifyClass((Class<?>) type);
        } else if (type instanceof ParameterizedType) {
            verify(((ParameterizedType) type).getRawType());
            verifyParts(((ParameterizedType) type).getActualTypeArguments());
        } else if (type instanceof GenericArrayType) {
            verifyParts(((GenericArrayType) type).getGenericComponentType());
        } else if (type instanceof WildcardType) {
            for (Type bound : ((WildcardType) type).getUpperBounds()) {
                verify(bound);
            }
        }
    }

    private void verifyParts(Type... parts) {
        for (Type part : parts) {
            try {
                verify(part);
            } catch (SerializationException e) {
                throw e.inside("[]");
            }
        }
    }

    private void verifyClass(Class<?> type) {
        if (type.isArray()) {
            verifyParts(type.getComponentType());
        } else if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                verify(permitted);
            }
        } else if (isSaid(type)) {
            if (kryo.getRegistration(type).getSerializer() instanceof MembersForm) {
                verifyFields(type);
            }
        }
    }

    /** Whether a value of a field that is declared so is of that class, and not of any that implements or extends it. */
    private static boolean isSaid(Class<?> type) {
        return !type.isPrimitive()
                        && !type.isInterface()
                        && !Modifier.isAbstract(type.getModifiers())
                        && type != Object.class
                || type.isEnum();
    }

    private void verifyFields(Class<?> type) {
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    verifyField(field);
                }
            }
        }
    }

    private void verifyField(Field field) {
        try {
            verify(field.getGenericType());
        } catch (SerializationException e) {
            throw e.inside(field.getDeclaringClass().getSimpleName() + "." + field.getName());
        }
    }
}
