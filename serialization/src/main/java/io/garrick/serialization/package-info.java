/**
 * Messages to bytes and back. {@link io.garrick.serialization.SerializationExtension} gives a system's {@link io.garrick.serialization.Serialization},
 * which hands a message to the {@link io.garrick.serialization.Serializer} of its class, or to Kryo. What Kryo reads is fenced: a class travels when
 * the configuration allows it, when it was registered, when it is marked as a {@link io.garrick.serialization.Message}, or when its package has actors
 * that this system made; its name is looked up before it is loaded, and no length in the bytes is believed before it was compared with what is there.
 */
@NullMarked
package io.garrick.serialization;

import org.jspecify.annotations.NullMarked;
