package io.garrick.specs;

import io.garrick.actor.ContextPropagation;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Something that a thread knows beside its arguments, and how it travels. As short as they are, both could be in a program. */
interface Ambient extends ContextPropagation {

    /** Puts the calling thread into a context of this name. */
    Scope enter(String name);

    /** Name of the context of the calling thread, or "nothing". */
    String here();

    /** The diagnostic context of the logging backend. */
    final class Mdc implements Ambient {

        @Override
        @Nullable
        public Object capture() {
            Map<String, String> map = MDC.getCopyOfContextMap();
            return map == null || map.isEmpty() ? null : map;
        }

        @Override
        @SuppressWarnings("unchecked") // what capture() gave
        public Scope restore(Object captured) {
            Map<String, String> before = MDC.getCopyOfContextMap();
            MDC.setContextMap((Map<String, String>) captured);
            return () -> MDC.setContextMap(before == null ? Map.of() : before);
        }

        @Override
        public Scope enter(String name) {
            MDC.put("request", name);
            return () -> MDC.remove("request");
        }

        @Override
        public String here() {
            String name = MDC.get("request");
            return name == null ? "nothing" : name;
        }
    }

    /** A W3C {@code traceparent}: version, trace, span, flags. Each hop is a span of its own in the same trace. */
    final class TraceParent implements Ambient {

        private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();
        private final AtomicLong lastSpan = new AtomicLong();

        @Override
        @Nullable
        public Object capture() {
            return CURRENT.get();
        }

        @Override
        public Scope restore(Object captured) {
            String before = CURRENT.get();
            String[] parts = captured.toString().split("-");
            CURRENT.set(parts[0] + "-" + parts[1] + "-" + span() + "-" + parts[3]);
            return () -> CURRENT.set(before);
        }

        private String span() {
            return String.format("%016x", lastSpan.incrementAndGet());
        }

        @Override
        public Scope enter(String name) {
            String before = CURRENT.get();
            CURRENT.set("00-" + String.format("%32s", name).replace(' ', '0') + "-" + span() + "-01");
            return () -> CURRENT.set(before);
        }

        @Override
        public String here() {
            String current = CURRENT.get();
            return current == null ? "nothing" : current.split("-")[1].replaceAll("^0+", "");
        }

        String spanHere() {
            String current = CURRENT.get();
            return current == null ? "nothing" : current.split("-")[2];
        }
    }
}
