package io.garrick.fuzz;

import com.sun.management.ThreadMXBean;
import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.serialization.Serialization;
import io.garrick.serialization.SerializationExtension;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A system with an allow-list, and a class loader that keeps a ledger. */
final class Wire implements AutoCloseable {

    private static final String ALLOWED = Messages.class.getName();
    private static final String CONFIG =
            "garrick.serialization { allow = [\"" + ALLOWED + "\"], default-allow = none, max-size = 64 KiB }";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ActorSystem system;
    private final Ledger ledger;
    private final Serialization serialization;

    private Wire(ActorSystem system, Ledger ledger, Serialization serialization) {
        this.system = system;
        this.ledger = ledger;
        this.serialization = serialization;
    }

    static Wire open() {
        Ledger ledger = new Ledger(Wire.class.getClassLoader());
        ActorSystem system = ActorSystem.create("fuzz", ConfigFactory.parseString(CONFIG), ledger);
        Wire wire = new Wire(system, ledger, SerializationExtension.get(system));
        ledger.asked.clear(); // by the system, while it started
        return wire;
    }

    Serialization serialization() {
        return serialization;
    }

    @Override
    public void close() {
        system.close();
    }

    /** Bytes that the calling thread has allocated so far. */
    static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Fails when a class was asked for, or initialised, that may not travel. */
    void ensureNothingForbidden() {
        for (String name : ledger.asked) {
            if (!name.equals(ALLOWED) && !name.startsWith(ALLOWED + "$")) {
                throw new AssertionError("class was asked for that may not travel: class=" + name);
            }
        }
        if (System.getProperty(Trap.SPRUNG) != null) {
            throw new AssertionError(
                    "class was initialised that may not travel: class=" + System.getProperty(Trap.SPRUNG));
        }
    }

    /** Notes what it is asked for by name. */
    private static final class Ledger extends ClassLoader {

        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        Ledger(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }
}
