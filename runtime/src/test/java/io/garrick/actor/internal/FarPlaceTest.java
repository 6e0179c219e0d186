package io.garrick.actor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.garrick.actor.ActorPath;
import io.garrick.actor.Address;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FarPlaceTest {

    private static final Address NODE = new Address("garrick", "there", "10.0.0.8", 2552);

    @Test
    @DisplayName(
            "N01: the path of a child elsewhere names its node, its parent's node and its parent, and is read back")
    void child_pathNamesItsParent() {
        ActorPath parent = ActorPath.fromString("garrick://here/user/a/$b#7");
        ActorPath child = new FarPlace(NODE, new Address("garrick", "here", "host", 1)).child(parent, "c", -1);

        assertEquals(
                "garrick://there@10.0.0.8:2552/remote/garrick/here@host:1/user/a/$b/c#18446744073709551615",
                child.toSerializationFormat());
        assertEquals(child, ActorPath.fromString(child.toSerializationFormat()));
        assertEquals(-1, ActorPath.fromString(child.toSerializationFormat()).uid());
    }

    @Test
    @DisplayName("N01: so does that of a parent whose address has characters that no name has")
    void child_ofIpv6_pathIsRead() {
        ActorPath parent = ActorPath.fromString("garrick://here/user/a");
        ActorPath child = new FarPlace(NODE, new Address("garrick", "here", "fe80::1", 1)).child(parent, "c", 2);

        assertEquals("garrick://there@10.0.0.8:2552/remote/garrick/here@%5Bfe80::1%5D:1/user/a/c", child.toString());
        child.elements().forEach(Names::validate);
        assertEquals(child, ActorPath.fromString(child.toString()));
    }
}
