package io.garrick.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorPathTest {

    private static final Address LOCAL = new Address("garrick", "sys");
    private static final Address REMOTE = new Address("garrick", "sys", "host", 2552);
    private static final ActorPath PARENT = ActorPath.root(LOCAL).child("user").child("parent");

    @Test
    void path_ofAChild_knowsItsPlace() {
        ActorPath path = PARENT.child("x").withUid(7);
        assertEquals("x", path.name());
        assertEquals(LOCAL, path.address());
        assertEquals(PARENT, path.parent());
        assertEquals(ActorPath.root(LOCAL), path.root());
        assertEquals(List.of("user", "parent", "x"), path.elements());
        assertEquals(path.elements(), path.getElements());
        assertEquals(7, path.uid());
        assertEquals(0, path.parent().uid());
        assertEquals(path, PARENT.parent().descendant(List.of("parent", "x")));
    }

    @Test
    void root_itself_isItsOwnParent() {
        ActorPath root = ActorPath.root(LOCAL);
        assertEquals("/", root.name());
        assertSame(root, root.parent());
        assertSame(root, root.root());
        assertEquals(List.of(), root.elements());
        assertEquals("/", root.toStringWithoutAddress());
        assertEquals("garrick://sys/", root.toString());
    }

    @Test
    void text_ofAPath_hasAddressAndUidAsAsked() {
        ActorPath path = PARENT.withUid(-1);
        assertEquals("garrick://sys/user/parent", path.toString());
        assertEquals("/user/parent", path.toStringWithoutAddress());
        assertEquals("garrick://sys/user/parent#18446744073709551615", path.toSerializationFormat());
        assertEquals("garrick://sys@host:2552/user/parent", path.toStringWithAddress(REMOTE));
        assertEquals(
                "garrick://sys@host:2552/user/parent#18446744073709551615",
                path.toSerializationFormatWithAddress(REMOTE));
        ActorPath remote = ActorPath.root(REMOTE).child("user");
        assertEquals("garrick://sys@host:2552/user", remote.toStringWithAddress(LOCAL));
        assertEquals("garrick://sys@host:2552/user", remote.toSerializationFormat());
    }

    @Test
    @DisplayName("M08 path equality ignores the uid")
    void equality_ofPaths_ignoresTheUid() {
        ActorPath path = PARENT.child("x");
        assertEquals(path.withUid(1), path.withUid(2));
        assertEquals(path.withUid(1).hashCode(), path.withUid(2).hashCode());
        assertEquals(0, path.withUid(1).compareTo(path.withUid(2)));
        assertNotEquals(path, PARENT.child("y"));
        assertNotEquals(path, PARENT);
        assertNotEquals(path, ActorPath.root(REMOTE).descendant(path.elements()));
    }

    @Test
    void fromString_whatAPathWrites_givesThePathBack() {
        long seed = 20260103;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            ActorPath path = randomPath(random);
            ActorPath read = ActorPath.fromString(path.toSerializationFormat());
            assertEquals(path, read, () -> "seed=" + seed);
            assertEquals(path.uid(), read.uid());
            assertEquals(path.toSerializationFormat(), read.toSerializationFormat());
            assertEquals(path, ActorPath.fromString(path.toString()));
        }
    }

    @Test
    void order_ofRandomPaths_isTotalAndPutsParentsFirst() {
        long seed = 20260104;
        Random random = new Random(seed);
        List<ActorPath> paths = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            paths.add(randomPath(random));
        }
        Collections.sort(paths);
        for (int i = 0; i < paths.size(); i++) {
            for (int j = 0; j < paths.size(); j++) {
                ActorPath one = paths.get(i);
                ActorPath other = paths.get(j);
                String hint = "seed=" + seed + " " + one + " " + other;
                assertEquals(one.compareTo(other) == 0, one.equals(other), hint);
                assertTrue(i > j || one.compareTo(other) <= 0, hint);
            }
            assertTrue(paths.get(i).compareTo(paths.get(i).child("child")) < 0);
        }
    }

    private static ActorPath randomPath(Random random) {
        ActorPath path = ActorPath.root(random.nextBoolean() ? LOCAL : REMOTE);
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            path = path.child(List.of("user", "a", "b-1", "$ab", "x%20y").get(random.nextInt(5)));
        }
        return path.withUid(random.nextBoolean() ? 0 : random.nextLong());
    }

    @Test
    void fromString_otherProtocols_areReadAlike() {
        ActorPath path = ActorPath.fromString("garrick://sys@host:2552/user/a");
        assertEquals(path, ActorPath.fromString("akka://sys@host:2552/user/a#5"));
        assertEquals(path, ActorPath.fromString("akka.tcp://sys@host:2552/user/a"));
        assertEquals(path, ActorPath.fromString("pekko://sys@host:2552/user/a"));
        assertEquals(ActorPath.root(LOCAL), ActorPath.fromString("akka://sys"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/user/a",
                "garrick:/sys/user",
                "garrick://",
                "garrick:///user",
                "garrick://sys/user/",
                "garrick://sys//user",
                "garrick://sys/user#",
                "garrick://sys/user#x",
                "garrick://sys/user#-1",
                "garrick://sys/user#99999999999999999999",
                "garrick://sys@host/user",
                "garrick://sys@:1/user",
                "garrick://sys@host:99999/user",
                "garrick://sys/us er",
            })
    void fromString_malformed_isRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> ActorPath.fromString(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a#1"})
    void child_impossibleName_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> PARENT.child(name));
    }
}
