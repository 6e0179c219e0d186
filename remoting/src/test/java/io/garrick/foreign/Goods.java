package io.garrick.foreign;

import io.garrick.actor.AbstractActor;
import io.garrick.actor.Props;
import io.garrick.remoting.Smuggled;
import java.util.ArrayList;
import java.util.List;

/** Classes of which a node on the other side has never heard, and what may carry their names to it. */
public final class Goods {

    private Goods() {}

    /** A record. */
    record Crate(int number, Object content) {}

    /** An enum. */
    enum Kind {
        LIGHT,
        HEAVY
    }

    /** A bean that can be serialized. */
    static final class Parcel implements java.io.Serializable {
        private static final long serialVersionUID = 1;
        int number = 7;
    }

    /** Something thrown. */
    static final class Damage extends RuntimeException {
        private static final long serialVersionUID = 1;

        Damage() {
            super("broken");
        }
    }

    /** An actor. */
    public static final class Porter extends AbstractActor {
        /** One without arguments. */
        public Porter() {}

        @Override
        public Receive createReceive() {
            return receiveBuilder().build();
        }
    }

    /**
     * One of each.
     *
     * @return the values by what they are
     */
    public static List<Smuggled> all() {
        return List.of(
                new Smuggled("record", new Crate(1, "x")),
                new Smuggled("enum", Kind.HEAVY),
                new Smuggled("bean", new Parcel()),
                new Smuggled("array", new Crate[] {new Crate(1, null)}),
                new Smuggled("empty array", new Crate[0][0]),
                new Smuggled("array of an enum", new Kind[] {Kind.LIGHT}),
                new Smuggled("inside of a list", new ArrayList<>(List.of(new Crate(1, Kind.LIGHT)))),
                new Smuggled("Props", Props.create(Porter.class)),
                new Smuggled("Throwable", new Damage()));
    }
}
