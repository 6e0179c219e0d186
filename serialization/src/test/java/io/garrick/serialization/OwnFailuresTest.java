package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.garrick.actor.ActorSystem;
import io.garrick.supervision.ActorKilledException;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OwnFailuresTest {

    private static final String SUPERVISION = "io.garrick.supervision";

    @Test
    @DisplayName("N08: Garrick's failures that a message makes are themselves on every node")
    void n08_ownFailures_areThemselves() throws Exception {
        Set<String> found = new TreeSet<>();
        try (ActorSystem system = ActorSystem.create("own")) {
            Serialization wire = SerializationExtension.get(system);
            for (JavaClass each : new ClassFileImporter().importPackages("io.garrick.actor", SUPERVISION)) {
                Class<?> type = each.reflect();
                if (isMadeOfAMessage(type)) {
                    found.add(type.getSimpleName());
                    Object sent = type.getDeclaredConstructor(String.class).newInstance("why");
                    Object back = wire.deserialize(wire.serialize(sent), Object.class);
                    assertSame(type, back.getClass());
                    assertEquals("why", ((Throwable) back).getMessage());
                }
            }
        }
        assertEquals(11, found.size(), found::toString);
    }

    private static boolean isMadeOfAMessage(Class<?> type) throws ReflectiveOperationException {
        if (!Throwable.class.isAssignableFrom(type)
                || !Modifier.isPublic(type.getModifiers())
                || Modifier.isAbstract(type.getModifiers())
                || type.getPackageName().endsWith(".internal")) {
            return false;
        }
        for (var constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == String.class) {
                return true;
            }
        }
        return false;
    }

    @Test
    void others_ofOurPackages_areNone() {
        assertSame(ActorKilledException.class, OwnFailures.of(ActorKilledException.class.getName()));
        assertNull(OwnFailures.of(SUPERVISION + ".Directive"));
        assertNull(OwnFailures.of(SUPERVISION + ".IllegalStateException"));
    }
}
