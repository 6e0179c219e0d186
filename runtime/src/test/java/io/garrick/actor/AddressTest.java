package io.garrick.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void address_withoutHost_hasLocalScope() {
        Address address = new Address("garrick", "sys");
        assertEquals("garrick://sys", address.toString());
        assertEquals("sys", address.hostPort());
        assertEquals(Optional.empty(), address.getHost());
        assertEquals(Optional.empty(), address.getPort());
        assertTrue(address.hasLocalScope());
        assertFalse(address.hasGlobalScope());
    }

    @Test
    void address_withHost_hasGlobalScope() {
        Address address = new Address("akka.tcp", "sys", "::1", 80);
        assertEquals("garrick", address.protocol());
        assertEquals("sys", address.system());
        assertEquals("garrick://sys@[::1]:80", address.toString());
        assertEquals(Optional.of("::1"), address.getHost());
        assertEquals(Optional.of(80), address.getPort());
        assertTrue(address.hasGlobalScope());
        assertFalse(address.hasLocalScope());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garrick://sys",
                "garrick://s-1.x_y@host.example:0",
                "garrick://s@10.0.0.1:65535",
                "udp://s@[fe80::1%25]:1"
            })
    void parse_whatAnAddressWrites_givesItBack(String text) {
        Address address = AddressFromURIString.parse(text);
        assertEquals(text, address.toString());
        assertEquals(address, AddressFromURIString.parse(text + "/"));
        assertEquals(address.hashCode(), AddressFromURIString.parse(text).hashCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sys",
                "garrick://",
                "garrick://sys@host",
                "garrick://sys@host:x",
                "garrick://sys@host:65536",
                "garrick://sys/user"
            })
    void parse_malformed_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> AddressFromURIString.parse(text));
    }

    @Test
    void order_ofDifferentAddresses_isByProtocolSystemHostPort() {
        List<Address> sorted = List.of(
                new Address("garrick", "a"),
                new Address("garrick", "a", "h", 9),
                new Address("garrick", "a", "h", 10),
                new Address("garrick", "a", "i", 1),
                new Address("garrick", "b"),
                new Address("udp", "a"));
        List<Address> shuffled = new ArrayList<>(sorted);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);
        assertEquals(sorted, shuffled);
        assertNotEquals(sorted.get(0), sorted.get(1));
        assertNotEquals(sorted.get(1), sorted.get(2));
    }
}
