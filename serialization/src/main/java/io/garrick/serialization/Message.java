package io.garrick.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a class travel, with the classes that are nested in it (promise N08), as {@code garrick.serialization.allow} does. On an interface, sealed or
 * not, it is for what is nested there; a class elsewhere that implements it needs its own mark.
 *
 * <pre>{@code
 * @Message
 * sealed interface Auction {
 *     record Bid(String item, long cents) implements Auction {}
 *     record Sold(String item, Address to) implements Auction {}
 *     record Address(String street, String city) {}
 * }
 * }</pre>
 *
 * <p>The marked classes are listed when they are compiled: the annotation processor in the jar of this module writes their names to
 * {@code META-INF/garrick/messages}, which a system reads by its class loader, once, without loading any of them. The processor runs by itself with a
 * JDK 17 to 22 when this jar is on the class path of the compiler. A newer one wants to be told by {@code -proc:full}, and a compiler of a named module
 * by {@code --processor-path}. Where it has not run, the class is refused, and the refusal at the sender says so.
 *
 * <p>A message that is sent has its class's mark on both nodes or on none: each asks its own list. What a class that travels has for fields must be
 * allowed, too. A mark does not make a class of any kind data; see {@link Serialization#verify}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Message {}
