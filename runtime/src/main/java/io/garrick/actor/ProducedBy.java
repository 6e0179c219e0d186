package io.garrick.actor;

import org.jspecify.annotations.Nullable;

/** Makes actors through a producer; two are equal when their producers are made in the same way. */
final class ProducedBy implements Creator<AbstractActor> {

    private final ActorConstructor made;
    private final IndirectActorProducer producer;
    private final Class<? extends AbstractActor> actorClass;

    private ProducedBy(ActorConstructor made, IndirectActorProducer producer) {
        this.made = made;
        this.producer = producer;
        this.actorClass = producer.actorClass();
    }

    static ProducedBy create(ActorConstructor constructor) {
        try {
            return new ProducedBy(constructor, (IndirectActorProducer) constructor.newInstance());
        } catch (Exception e) {
            throw new IllegalArgumentException("producer of actors could not be made: problem=" + e, e);
        }
    }

    Class<? extends AbstractActor> actorClass() {
        return actorClass;
    }

    @Override
    public AbstractActor create() {
        return producer.produce();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProducedBy && made.equals(((ProducedBy) other).made);
    }

    @Override
    public int hashCode() {
        return made.hashCode();
    }
}
