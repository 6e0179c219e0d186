package io.garrick.testkit;

import io.garrick.actor.ActorRef;

/** What programs name of the actor behind a {@link TestKit}: its auto-pilot. */
public final class TestActor {

    private TestActor() {}

    /**
     * Does something about each message that a test actor gets, before the test sees it: replies, forwards. Installed by {@link TestKit#setAutoPilot}.
     *
     * <p>Called in the thread of the sender, one message at a time, in the order of their arrival. What it throws is the test actor's failure: it is
     * logged, the message is kept for the test, and the pilot stays.
     */
    public abstract static class AutoPilot {

        private static final AutoPilot NONE = new AutoPilot() {
            @Override
            public AutoPilot run(ActorRef sender, Object message) {
                return this;
            }
        };

        /** Makes a pilot. */
        protected AutoPilot() {}

        /**
         * Deals with a message.
         *
         * @param sender who sent it, or the dead-letter ref
         * @param message what was sent
         * @return who deals with the next one: a pilot, {@link #keepRunning()}, or {@link #noAutoPilot()}
         */
        public abstract AutoPilot run(ActorRef sender, Object message);

        /**
         * The answer that ends the auto-pilot.
         *
         * @return a pilot that does nothing
         */
        public final AutoPilot noAutoPilot() {
            return NONE;
        }

        /**
         * The answer that goes on.
         *
         * @return this pilot
         */
        public final AutoPilot keepRunning() {
            return this;
        }

        static AutoPilot none() {
            return NONE;
        }
    }
}
