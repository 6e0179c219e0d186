package io.garrick.serialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two versions of the same classes, each compiled and loaded by itself, read what the other has written. */
class EvolvableTest {

    private static final String ADDRESS = "@Evolvable public record Address(String street) {}";

    private static final Version OLD_ORDER =
            Version.of("new Order(\"o1\", 3)", "@Evolvable public record Order(String id, int count) {}");

    private static final Version NEW_ORDER = Version.of(
            "new Order(9L, Optional.of(\"n\"), OptionalInt.of(2), List.of(new Address(\"s\")), 7, true, \"o2\", new Address(\"t\"))",
            ADDRESS,
            """
            @Evolvable public record Order(long price, Optional<String> note, OptionalInt rank, List<Address> via, int count,
                    boolean fast, String id, Address to) {}""");

    private static final Version OLD_BEAN = Version.of("new Bean(\"a\")", """
            @Evolvable public class Bean extends Base {
                private String name = "?";
                Bean() {}
                Bean(String name) { this.name = name; base = 4; }
                public String toString() { return name + base; }
            }""", "class Base { int base; }");

    private static final Version NEW_BEAN = Version.of("new Bean(\"b\", \"tag\")", """
            @Evolvable public class Bean {
                private String tag = "untagged";
                private final String name;
                private Bean self = this;
                private transient int base = 6;
                private int weight;
                private Bean() { name = "none"; }
                Bean(String name, String tag) { this.name = name; this.tag = tag; weight = 1; }
                public String toString() { return name + tag + weight + base + (self == this); }
            }""");

    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    @DisplayName("N08: a record of a newer version is read by an older one, which skips what it does not have")
    void record_newToOld_isSkipped() {
        assertEquals("Order[id=o2, count=7]", told(NEW_ORDER, OLD_ORDER));
    }

    @Test
    @DisplayName("N08: a record of an older version is read by a newer one, with zeros for what is not there")
    void record_oldToNew_hasZeros() {
        assertEquals(
                "Order[price=0, note=Optional.empty, rank=OptionalInt.empty, via=null, count=3, fast=false, id=o1, to=null]",
                told(OLD_ORDER, NEW_ORDER));
    }

    @Test
    void record_ofTheSameVersion_isWhole() {
        assertEquals(NEW_ORDER.in(first, side -> side.make().toString()), told(NEW_ORDER, NEW_ORDER));
    }

    /** Evolvable or not: more than a method handle takes at once. */
    @Test
    void record_ofVeryManyComponents_isWhole() {
        for (String mark : List.of("@Evolvable ", "")) {
            for (int count : new int[] {0, 99, 100, 101, 130}) {
                String components = IntStream.range(0, count)
                        .mapToObj(i -> (i % 3 == 0 ? "int" : i % 3 == 1 ? "String" : "double") + " c" + i)
                        .collect(Collectors.joining(", "));
                String values = IntStream.range(0, count)
                        .mapToObj(i -> i % 3 == 1 ? "\"" + i + "\"" : "" + i)
                        .collect(Collectors.joining(", "));
                Version version =
                        Version.of("new Wide(" + values + ")", mark + "public record Wide(" + components + ") {}");
                assertEquals(version.in(first, side -> side.make().toString()), told(version, version));
            }
        }
    }

    @Test
    void recordsConstructor_mayGiveDefaults_orRefuse() {
        Version patient = Version.of(
                "null",
                "@Evolvable public record Order(String id, String to) { public Order { to = to == null ? \"shop\" : to; } }");
        Version strict = Version.of("null", """
                @Evolvable public record Order(String id, String to) { public Order { Objects.requireNonNull(to, "to"); } }""");

        assertEquals("Order[id=o1, to=shop]", told(OLD_ORDER, patient));
        assertTrue(refusal(OLD_ORDER, strict)
                .getMessage()
                .startsWith("record's constructor refused what was read: class=acme.Order problem=to"));
    }

    @Test
    void bean_bothWays_keepsWhatItsConstructorGave() {
        assertEquals("auntagged06true", told(OLD_BEAN, NEW_BEAN));
        assertEquals("b0", told(NEW_BEAN, OLD_BEAN));
        assertEquals("btag16true", told(NEW_BEAN, NEW_BEAN));
    }

    @Test
    void beanWithoutConstructor_hasZeros() {
        String old =
                "@Evolvable public class Data implements java.io.Serializable { int a; Data(int a) { this.a = a; } }";
        Version fresh = Version.of("null", """
                @Evolvable public class Data implements java.io.Serializable {
                    int a; int b = 5; String c = "c";
                    Data(int a) { this.a = a; }
                    public String toString() { return a + "," + b + "," + c; }
                }""");

        assertEquals("3,0,null", told(Version.of("new Data(3)", old), fresh));
    }

    @Test
    @DisplayName("N08: no class in a skipped value is loaded, whether it is on the list or not, or even here")
    void skippedValue_loadsNothing() {
        Version fresh = Version.of(
                "new Order(new Hidden(1), \"o1\", new Elsewhere(), new Hidden[1], new Order(null, \"o2\", null, null, null))",
                "@Evolvable public record Order(Object a, String id, Object b, Object[] c, Order d) {}",
                "public record Hidden(int value) {}",
                "@Evolvable public record Elsewhere() {}");
        Version old = Version.of(
                "null", "@Evolvable public record Order(String id) {}", "public record Hidden(int value) {}");
        byte[] bytes = fresh.in(first, Version.Side::write);

        old.inAllowing("[\"acme.Order\"]", second, side -> {
            assertEquals("Order[id=o1]", side.read(bytes).toString());
            assertTrue(side.loader().asked("acme.Order"), "the recorder records");
            assertFalse(side.loader().asked("acme.Hidden"));
            assertFalse(side.loader().asked("acme.Elsewhere"));
            return "";
        });
    }

    @Test
    @DisplayName("N08: objects and classes that were first met in a skipped value are there for the values behind it")
    void metInASkippedValue_isThereBehindIt() {
        String item = "public record Item(String name) {}";
        Version fresh = Version.of(
                "Order.of(new Item(\"i\"))",
                item,
                "@Evolvable public record Order(Object added, Item kept, List<Object> more) {"
                        + " static Order of(Item i) { List<Object> l = new ArrayList<>(List.of(i, i));"
                        + " return new Order(new Object[] {i, l}, i, l); } }");
        Version old = Version.of(
                "null",
                item,
                "@Evolvable public record Order(Item kept, List<Object> more) {"
                        + " public String toString() { return kept + \" \" + more + (more.get(0) == more.get(1)); } }");

        assertEquals("Item[name=i] [Item[name=i], Item[name=i]]true", told(fresh, old));
    }

    @Test
    void child_findsItsParent_andMayBeTwice() {
        String text = """
                @Evolvable public class Node {
                    Node parent; List<Node> children = new ArrayList<>(); %s Node last;
                    static Node tree() {
                        Node root = new Node(), child = new Node();
                        child.parent = root; root.children.add(child); root.children.add(child); root.last = child;
                        return root;
                    }
                    public String toString() {
                        return "" + (children.get(0).parent == this) + (children.get(0) == children.get(1))
                                + (last.parent == this) + (last == children.get(0));
                    }
                }""";
        Version old = Version.of("Node.tree()", text.formatted(""));
        Version fresh = Version.of("Node.tree()", text.formatted("Object added = List.of(this, children);"));

        assertEquals("truetruetruefalse", told(old, old));
        assertEquals("truetruetruefalse", told(fresh, old));
        assertEquals("truetruetruefalse", told(old, fresh));
        assertEquals("truetruetruefalse", told(fresh, fresh));
    }

    @Test
    void fields_areDescribedOncePerMessage_alsoOfNestedOnes() {
        Version version = Version.of(
                "new Order(List.of(new Address(\"a\"), new Address(\"b\")), new Address(\"c\"))",
                ADDRESS,
                "@Evolvable public record Order(List<Address> via, Address to) {}");

        String bytes = version.in(first, side -> new String(side.write(), StandardCharsets.ISO_8859_1));

        assertEquals(2, bytes.split("acme.Addres", -1).length - 1, bytes); // also as a field's type
        assertEquals(1, bytes.split("stree", -1).length - 1, bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "int,1,long,false",
        "long,1,int,false",
        "int,1,Integer,false",
        "Integer,1,int,false",
        "String,\"1\",List<String>,true",
        "Object,\"1\",Integer,true",
        "int[],new int[1],String,true"
    })
    @DisplayName("N08: a field of another type is refused with class, field and both types")
    void fieldOfAnotherType_isRefused(String there, String value, String here, boolean byValue) {
        Version writer =
                Version.of("new Order(" + value + ")", "@Evolvable public record Order(" + there + " count) {}");
        Version reader = Version.of("null", "@Evolvable public record Order(" + here + " count) {}");

        String message = refusal(writer, reader).getMessage();

        assertTrue(
                message.startsWith("field has another type here than where it was written: class=acme.Order field=count"
                        + " written="),
                message);
        assertTrue(message.endsWith(" hint=give a field of another type another name"), message);
    }

    @Test
    void fieldOfAWiderType_isRead() {
        Version writer = Version.of(
                "new Order(new ArrayList<>(List.of(1)))", "@Evolvable public record Order(ArrayList<Integer> list) {}");
        Version reader = Version.of("null", "@Evolvable public record Order(Collection<Integer> list) {}");

        assertEquals("Order[list=[1]]", told(writer, reader));
    }

    @Test
    @DisplayName("N08: a class that is evolvable on one side only, or on none, is refused when it cannot be read")
    void markOnOneSide_isRefused() {
        Version unmarked = Version.of("new Order(\"o\", 1)", "public record Order(String id, int count) {}");
        Version other = Version.of("new Order(\"o\")", "public record Order(String id) {}");

        assertEquals(
                "class is @Evolvable not here, but where it was written: class=acme.Order hint=mark it on both nodes",
                refusal(OLD_ORDER, unmarked).getMessage());
        assertEquals(
                "class is @Evolvable here, and not where it was written: class=acme.Order hint=mark it on both nodes",
                refusal(unmarked, OLD_ORDER).getMessage());
        assertTrue(refusal(unmarked, other).getMessage().startsWith("class has other fields here than where"));
    }

    @Test
    void twoFieldsOfOneName_areRefused() {
        Version version =
                Version.of("new Low()", "@Evolvable public class Low extends High { int a; }", "class High { int a; }");

        assertEquals(
                "evolvable class has two fields of one name: class=acme.Low field=a",
                version.in(
                        first,
                        side -> assertThrows(SerializationException.class, side::write)
                                .getMessage()));
    }

    @Test
    void longValues_inEachOther_comeBack() {
        String text = "@Evolvable public record Order(String id, Object inner%s) {}";
        String make =
                "new Order(\"x\".repeat(%s), new Order(\"y\".repeat(20000), new Order(\"z\".repeat(126), new byte[70000])))";
        for (int length : new int[] {0, 1, 125, 126, 127, 128, 129, 16_383, 16_384, 2_100_000}) {
            Version version = Version.of(make.formatted(length), text.formatted(""));

            String whole = told(version, version);

            assertTrue(whole.startsWith("Order[id=" + "x".repeat(length) + ", inner=Order[id=yyy"), "length=" + length);
            assertTrue(whole.contains("zzz, inner=[B@"), "length=" + length);
        }
    }

    @Test
    @DisplayName(
            "N08: what an evolvable class has in the bytes, cut off or with flipped bits, is read or refused, nothing else")
    void mutilatedBytes_areReadOrRefused() {
        long seed = Long.getLong("wire.seed", System.currentTimeMillis());
        byte[] fresh = NEW_ORDER.in(first, Version.Side::write);
        byte[] bean = NEW_BEAN.in(first.resolve("bean"), Version.Side::write);
        OLD_ORDER.in(second, side -> tryAll(side, fresh, seed));
        OLD_BEAN.in(second.resolve("bean"), side -> tryAll(side, bean, seed));
    }

    private static String tryAll(Version.Side side, byte[] bytes, long seed) {
        side.read(bytes);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(SerializationException.class, () -> side.read(cut), () -> "length=" + cut.length);
        }
        Random random = new Random(seed);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefused(side, flipped, "bit=" + bit);
            for (int i = 0; i < 10; i++) {
                flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
                readOrRefused(side, flipped, "seed=" + seed + " bit=" + bit);
            }
        }
        return "";
    }

    private static void readOrRefused(Version.Side side, byte[] bytes, String what) {
        try {
            side.read(bytes);
        } catch (SerializationException refused) {
            assertTrue(refused.getMessage() != null, what);
        } catch (Throwable other) {
            throw new AssertionError(what, other);
        }
    }

    private String told(Version writer, Version reader) {
        byte[] bytes = writer.in(first, Version.Side::write);
        return reader.in(second, side -> side.read(bytes).toString());
    }

    private SerializationException refusal(Version writer, Version reader) {
        byte[] bytes = writer.in(first, Version.Side::write);
        return reader.in(second, side -> assertThrows(SerializationException.class, () -> side.read(bytes)));
    }
}
