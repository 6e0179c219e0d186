package io.garrick.serialization;

import io.garrick.actor.ActorRef;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Messages of the tests. */
final class Samples {

    private Samples() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    record Point(int x, long y) {}

    record Line(Point from, Point to, String name) {}

    record Order(String id, List<Point> items, Map<String, Object> notes, Colour colour) {}

    record Positive(int value) {
        Positive {
            if (value < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    record Any(Object value) {}

    record WithRef(ActorRef ref) {}

    /** A bean. */
    static final class Bean {
        String name = "none";
        private int count;
        private final List<Object> parts = new ArrayList<>();

        private Bean() {}

        static Bean of(String name, int count) {
            Bean bean = new Bean();
            bean.name = name;
            bean.count = count;
            return bean;
        }

        List<Object> parts() {
            return parts;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bean
                    && ((Bean) other).name.equals(name)
                    && ((Bean) other).count == count
                    && ((Bean) other).parts.equals(parts);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, count);
        }
    }

    @Evolvable
    record Wrapped(int number, Object first, Object second) {}

    /** A bean that evolves. */
    @Evolvable
    static final class Evolving {
        private Object first = "";
        private Object second = "";
        private long number;

        private Evolving() {}

        static Evolving of(Object first, Object second) {
            Evolving made = new Evolving();
            made.first = first;
            made.second = second;
            made.number = -5;
            return made;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Evolving && ((Evolving) other).toString().equals(toString());
        }

        @Override
        public int hashCode() {
            return Objects.hash(first, number);
        }

        @Override
        public String toString() {
            return first + "/" + second + "/" + number;
        }
    }

    /** The lecture's. */
    static final class Employee implements Serializable {
        private static final long serialVersionUID = 1L;

        final String name;
        final transient int ssn;

        Employee(String name, int ssn) {
            this.name = name;
            this.ssn = ssn;
        }
    }

    /** Takes the sample's surroundings along. */
    final class Inner {
        int value = Samples.this.hashCode();
    }

    static Inner inner() {
        return new Samples().new Inner();
    }
}
