package io.garrick.event;

/** Who has subscribed to what; compared by identity, since its parts are compared as the bus says. */
final class Subscription<S, C> {

    final S subscriber;
    final C classifier;

    Subscription(S subscriber, C classifier) {
        this.subscriber = subscriber;
        this.classifier = classifier;
    }
}
