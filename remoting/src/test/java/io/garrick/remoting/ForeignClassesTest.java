package io.garrick.remoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.garrick.actor.ActorSystem;
import io.garrick.foreign.Goods;
import io.garrick.serialization.Serialization;
import io.garrick.serialization.SerializationExtension;
import io.garrick.serialization.Serializer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of classes that come by a connection, and what the JVM has loaded for them by its own account. */
class ForeignClassesTest {

    private static final String FOREIGN = "io.garrick.foreign.";

    @TempDir
    Path folder;

    @Test
    @DisplayName("N08: a node loads no foreign class whose name came over the wire, wherever the name stood")
    void foreignNames_loadNothing() throws Exception {
        List<String> loaded = loadedAfterAttack("");
        assertEquals(List.of(), loaded);
    }

    /** Or the other would find nothing in anything. */
    @Test
    @DisplayName("N08: the same bytes load the classes where they are allowed")
    void allowedNames_loadTheirClasses() throws Exception {
        String loaded = loadedAfterAttack("garrick.serialization.allow = [\"io.garrick.foreign.*\"]\n")
                .toString();
        for (String name : List.of("Goods$Crate ", "Goods$Kind ", "Goods$Parcel ", "Goods$Porter ")) {
            assertTrue(loaded.contains(FOREIGN + name), loaded);
        }
    }

    private List<String> loadedAfterAttack(String allowed) throws Exception {
        Path log = folder.resolve("loaded.txt");
        String allowHere = "garrick.serialization.allow = [\"io.garrick.foreign.*\"]";
        try (ForeignNode node =
                        new ForeignNode(folder, allowed + "garrick.remote.port = 0", "-Xlog:class+load:file=" + log);
                Neighbour neighbour = new Neighbour(node.address());
                ActorSystem here = ActorSystem.create("here", ConfigFactory.parseString(allowHere));
                Attacker attacker = new Attacker(node.address())) {
            neighbour.isAnswered("before");
            attacker.greet(LaneKind.USER.ordinal());
            Serialization wire = SerializationExtension.get(here);
            for (Smuggled each : Goods.all()) {
                send(attacker, wire, each.value());
            }
            names(attacker, wire);
            attacker.frame(Frames.BYE, o -> o.putNumber(1)); // answered when all before it has been read
            assertEquals(2, attacker.input().readInt());
            assertEquals(Frames.BYE_ACK, attacker.input().read());
            assertEquals(0, node.malformed());
            for (Smuggled each : Goods.all()) {
                sendForTheTable(node, wire, each.value());
            }
            neighbour.isAnswered("after");
            assertEquals(0, node.end(), node.said());
        }
        List<String> lines = Files.readAllLines(log);
        assertTrue(lines.stream().anyMatch(line -> line.contains(ForeignNode.Mirror.class.getName() + " ")));
        return lines.stream().filter(line -> line.contains(FOREIGN)).toList();
    }

    private static void send(Attacker attacker, Serialization wire, Object value) throws IOException {
        Serializer serializer = wire.findSerializerFor(value);
        send(attacker, serializer.identifier(), serializer.manifest(value), serializer.toBinary(value));
    }

    /** By a connection of its own, whose table of classes begins with it; where the class is refused, the connection may end. */
    private static void sendForTheTable(ForeignNode node, Serialization wire, Object value) throws IOException {
        try (Attacker attacker = new Attacker(node.address())) {
            attacker.greet(LaneKind.USER.ordinal());
            byte[] payload = wire.findSerializerFor(value).toBinary(value);
            payload[0] |= 1;
            send(attacker, 1, "", payload);
            attacker.frame(Frames.BYE, o -> o.putNumber(1));
            int answered = attacker.input().read();
            assertTrue(answered <= 0, "answered=" + answered); // the length of a frame, or the end
        } catch (SocketException ended) {
            // by the node
        }
    }

    /** As manifests, for each serializer there may be; as what stands in a payload where a name is expected, in forms that no serializer of ours writes. */
    private static void names(Attacker attacker, Serialization wire) throws IOException {
        byte[] text = wire.findSerializerFor("x").toBinary("x");
        for (String name : List.of("Goods$Crate", "Goods$Kind", "Goods$Damage", "Goods$Porter", "Goods")) {
            for (int serializer = 0; serializer < 64; serializer++) {
                for (String form : List.of(FOREIGN + name, "[L" + FOREIGN + name + ";", "L" + FOREIGN + name + ";")) {
                    send(attacker, serializer, form, text);
                    // as the one description of a class, in a message of its own
                    send(attacker, serializer, "", ("\u0002" + form).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static void send(Attacker attacker, int serializer, String manifest, byte[] payload) throws IOException {
        attacker.frame(
                Frames.MESSAGE,
                o -> o.putByte(MessageWriter.SELECTS)
                        .putNumber(MessageWriter.TEXT_OUT_OF_TABLE)
                        .putText("/user/here")
                        .putNumber(serializer)
                        .putNumber(MessageWriter.TEXT_OUT_OF_TABLE)
                        .putText(manifest)
                        .putBytes(payload, 0, payload.length));
    }
}
