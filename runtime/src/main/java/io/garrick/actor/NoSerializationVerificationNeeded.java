package io.garrick.actor;

/**
 * Marks messages that never leave their system: {@code garrick.message-isolation} lets them pass as they are. For what cannot become bytes and need not, such as a lambda. It
 * changes nothing on the way to another node: there such a message is refused like any other that cannot travel.
 *
 * <p>Origin: Akka, of the same name, where it exempts from {@code akka.actor.serialize-messages}.
 */
public interface NoSerializationVerificationNeeded {}
