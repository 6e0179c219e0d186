package io.garrick.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets nodes with different versions of a record or of a class with fields understand each other: fields may be added, removed, and put in another
 * order. It says nothing about whether the class may travel.
 *
 * <p><b>What is read where versions differ.</b> A field that the reader's version does not have is skipped: its value is not looked at, and no
 * class in it is loaded, allowed or not. A field that only the reader's version has is 0, false, null or an empty {@code Optional} when it is a
 * record's component, and goes through the canonical constructor, which may put something better there or refuse; in another class it is what the
 * constructor without parameters has left there, and 0 or null where there is none. Fields are told by their names, wherever in the hierarchy they
 * are declared; two of one name in one object are refused.
 *
 * <p><b>What is refused.</b> A field whose type changed from or to a primitive one, or that has a value that its type at the reader does not take,
 * by {@link SchemaMismatchException} with class and field: a field of another type gets another name. A class that is marked on one side only, by
 * the same. A class without this mark is refused as soon as its fields are not the same on both sides.
 *
 * <p><b>What it costs.</b> The names and types of the fields, once per message, and the length of each value.
 *
 * <p><b>Objects that a message has twice.</b> Elsewhere the second mention of an object is a reference to the first, and it comes back as one
 * object. A field's value that may be skipped cannot be referred to from outside, or there would be nothing to refer to. So references go outwards
 * only: from a value of a field to what encloses it, so that a child finds its parent again, and inside one value. An object that two fields of an
 * evolvable object mention is written twice and comes back as two that are equal, whichever versions meet; what is shared in many places may make a
 * message too large.
 *
 * <p>The mark is not inherited: each class that is to evolve has its own, also those nested in the values. On an interface, an enum or an exception
 * it means nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Evolvable {}
