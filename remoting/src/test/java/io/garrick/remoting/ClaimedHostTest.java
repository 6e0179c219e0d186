package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts the names in a certificate cover. */
class ClaimedHostTest {

    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example, true",
        "Shop.Example, shop.EXAMPLE, true",
        "a.shop.example, shop.example, false",
        "a.shop.example, *.shop.example, true",
        "b.a.shop.example, *.shop.example, false",
        "shop.example, *.shop.example, false",
        "shop.example, *.example, false",
        "shop, *, false",
        "shop, shop, true",
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "10.0.0.7, *.0.0.7, false",
        "10.0.0.07, 10.0.0.7, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "[::1], 0:0:0:0:0:0:0:1, true",
        "::1, 127.0.0.1, false",
        "localhost, 127.0.0.1, false",
        "'', localhost, false"
    })
    void host_isNamed(String host, String name, boolean named) {
        assertEquals(named, ClaimedHost.isNamed(host, Set.of("elsewhere.example", name)));
    }
}
