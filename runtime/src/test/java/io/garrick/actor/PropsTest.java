package io.garrick.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.garrick.actor.spi.RefInterceptor;
import io.garrick.dispatch.MailboxType;
import io.garrick.dispatch.Mailboxes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Actors cannot be made outside a cell, so these tests look at which constructor was entered, before it gets to the base class. */
class PropsTest {

    private static final List<String> ENTERED = new ArrayList<>();

    private static String enter(String constructor) {
        ENTERED.add(constructor);
        return constructor;
    }

    /** Package-private, with private constructors. */
    static class Overloaded extends AbstractActor {

        private Overloaded(String entered, Overloaded marker, Void end) {}

        private Overloaded() {
            this(enter("()"), null, null);
        }

        Overloaded(int number) {
            this(enter("int " + number), null, null);
        }

        Overloaded(long number) {
            this(enter("long " + number), null, null);
        }

        public Overloaded(String text, boolean flag) {
            this(enter("String " + text + " boolean " + flag), null, null);
        }

        private Overloaded(List<?> list, CharSequence text) {
            this(enter("List " + list + " CharSequence " + text), null, null);
        }

        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }
    }

    static class Spreading extends Overloaded {

        Spreading(String first, int... numbers) {
            super(enter(first + " and " + numbers.length).length());
        }

        Spreading(StringBuilder alone) {
            super(enter("alone").length());
        }

        Spreading(StringBuilder... many) {
            super(enter("many " + many.length).length());
        }
    }

    /** Changes what it was given. */
    static class Counting extends Overloaded {

        Counting(int... numbers) {
            super(enter("was " + numbers[0]++).length());
        }
    }

    static class Ambiguous extends Overloaded {

        Ambiguous(String text) {
            super(enter(text).length());
        }

        Ambiguous(CharSequence text) {
            super(enter("never").length());
        }
    }

    static class Throwing extends Overloaded {

        Throwing(Throwable failure) throws Throwable {
            super(fail(failure));
        }

        private static int fail(Throwable failure) throws Throwable {
            throw failure;
        }
    }

    abstract static class Abstract extends Overloaded {}

    class Inner extends Overloaded {}

    private static String entered(Props props) {
        ENTERED.clear();
        assertThrows(RuntimeException.class, props::newInstance);
        return ENTERED.isEmpty() ? "nothing" : ENTERED.get(0);
    }

    private static String refusal(Class<?> type, Object... args) {
        return assertThrows(IllegalArgumentException.class, () -> Props.create(type, args))
                .getMessage();
    }

    @Test
    @DisplayName("M10 create finds the constructor that fits")
    void create_classAndArguments_entersTheFittingConstructor() {
        assertEquals("()", entered(Props.create(Overloaded.class)));
        assertEquals("int 1", entered(Props.create(Overloaded.class, 1)));
        assertEquals("long 1", entered(Props.create(Overloaded.class, 1L)));
        assertEquals("String a boolean true", entered(Props.create(Overloaded.class, "a", true)));
        assertEquals("List [] CharSequence b", entered(Props.create(Overloaded.class, List.of(), "b")));
        assertEquals("String null boolean false", entered(Props.create(Overloaded.class, null, false)));
        assertEquals("List null CharSequence null", entered(Props.create(Overloaded.class, null, null)));
    }

    @Test
    @DisplayName("M10 create finds a constructor with a variable number of arguments, fixed ones first")
    void create_variableArguments_areGathered() {
        assertEquals("a and 0", entered(Props.create(Spreading.class, "a")));
        assertEquals("a and 3", entered(Props.create(Spreading.class, "a", 1, 2, 3)));
        assertEquals("a and 2", entered(Props.create(Spreading.class, "a", new int[2])));
        assertEquals("alone", entered(Props.create(Spreading.class, new StringBuilder())));
        assertEquals("many 2", entered(Props.create(Spreading.class, new StringBuilder(), null)));
        assertEquals("many 2", entered(Props.create(Spreading.class, (Object[])
                new StringBuilder[] {new StringBuilder(), new StringBuilder()})));
    }

    @Test
    @DisplayName("M10 no constructor fits: the error names class and arguments")
    void create_noFittingConstructor_isRefusedAtOnce() {
        assertEquals(
                "no constructor fits the arguments: class=" + Throwing.class.getName()
                        + " arguments=(java.lang.String, null) constructors=[(java.lang.Throwable)]",
                refusal(Throwing.class, "x", null));
        refusal(Overloaded.class, 1.0);
        refusal(Overloaded.class, "a", null);
        refusal(Spreading.class, "a", 1L);
    }

    @Test
    @DisplayName("M10 more than one constructor fits: the error names class and arguments")
    void create_twoFittingConstructors_isRefusedAtOnce() {
        assertEquals(
                "more than one constructor fits the arguments: class=" + Ambiguous.class.getName()
                        + " arguments=(java.lang.String) constructors=(java.lang.String), (java.lang.CharSequence)"
                        + " hint=use Props.create(Class, Creator)",
                refusal(Ambiguous.class, "x"));
        assertEquals("never", entered(Props.create(Ambiguous.class, new StringBuilder())));
    }

    @Test
    @DisplayName("M10 abstract, inner, local and foreign classes are refused by name, with the arguments")
    void create_classThatCannotBeMade_isRefusedAtOnce() {
        class Local extends Overloaded {}
        assertEquals(
                "actor class is abstract: class=" + Abstract.class.getName() + " arguments=(java.lang.Integer, null)",
                refusal(Abstract.class, 1, null));
        assertEquals(
                "actor class is an inner class: make it static, or use Props.create(Class, Creator): class="
                        + Inner.class.getName() + " arguments=()",
                refusal(Inner.class));
        assertEquals(
                "class is not an actor's, it does not extend AbstractActor: class=java.lang.String"
                        + " arguments=(java.lang.Character)",
                refusal(String.class, 'x'));
        assertEquals(
                "no constructor fits the arguments: class=" + Local.class.getName() + " arguments=() constructors=[("
                        + PropsTest.class.getName() + ")] hint=a local class takes its surroundings as arguments,"
                        + " use Props.create(Class, Creator)",
                refusal(Local.class));
    }

    @Test
    void newInstance_constructorThrows_failureItselfIsThrown() {
        IOException checked = new IOException("x");
        AssertionError error = new AssertionError("y");
        assertSame(checked, assertThrows(IOException.class, Props.create(Throwing.class, checked)::newInstance));
        assertSame(error, assertThrows(AssertionError.class, Props.create(Throwing.class, error)::newInstance));
    }

    @Test
    void create_creator_isCalledForEachInstance() {
        assertEquals("int 5", entered(Props.create(Overloaded.class, () -> new Overloaded(5))));
        assertEquals("()", entered(Props.create(Inner.class, () -> new Inner())));
        assertEquals("()", entered(Props.create(Overloaded::new)));
        IOException checked = new IOException("x");
        Props failing = Props.create(Overloaded.class, () -> {
            throw checked;
        });
        assertSame(checked, assertThrows(IOException.class, failing::newInstance));
        assertEquals(Overloaded.class, failing.actorClass());
        assertEquals(AbstractActor.class, Props.create(Overloaded::new).actorClass());
    }

    @Test
    void create_nullCreator_isRefused() {
        assertThrows(NullPointerException.class, () -> Props.create(Overloaded.class, (Creator<Overloaded>) null));
    }

    @Test
    @DisplayName("M10 props are immutable")
    void with_anything_leavesTheOriginalAlone() {
        Props plain = Props.create(Overloaded.class);
        Props both = plain.withDispatcher("d").withMailbox("m");
        assertEquals("", plain.dispatcher());
        assertEquals("", plain.mailbox());
        assertEquals("d", both.dispatcher());
        assertEquals("m", both.mailbox());
        assertEquals("Props[class=" + Overloaded.class.getName() + " dispatcher=d mailbox=m]", both.toString());
        MailboxType type = Mailboxes.unbounded();
        RefInterceptor.Factory factory = system -> (self, message, sender) -> true;
        Props all = both.withMailbox(type).withInterceptor(factory);
        assertEquals(Optional.empty(), both.mailboxType());
        assertEquals(Optional.empty(), both.interceptor());
        assertEquals("", all.mailbox());
        assertEquals("d", all.dispatcher());
        assertSame(type, all.mailboxType().orElseThrow());
        assertSame(factory, all.withDispatcher("e").interceptor().orElseThrow());
        assertEquals(Optional.empty(), all.withMailbox("m").mailboxType());
        assertEquals(all, both.withInterceptor(factory).withMailbox(type));
        assertNotEquals(all, both.withMailbox(type));
        assertNotEquals(all, both.withInterceptor(factory));
    }

    private record Elsewhere() implements Scope {}

    @Test
    @DisplayName("M10 Q04 a deployment goes before what the props have said, and leaves what it does not say")
    void withDeploy_saysSomething_theRestStays() {
        Props plain = Props.create(Overloaded.class);
        Props some = plain.withDispatcher("d").withMailbox("m");
        assertEquals(new Deploy(), plain.deploy());
        assertEquals(new Deploy("", "d", "m", NoScopeGiven.getInstance()), some.deploy());
        Props other = some.withDeploy(Deploy.local().withMailbox("n"));
        assertEquals(new Deploy("", "d", "n", LocalScope.getInstance()), other.deploy());
        assertEquals("d", other.dispatcher());
        assertEquals("n", other.mailbox());
        assertNotEquals(other, some.withMailbox("n"));
        assertEquals(other, some.withMailbox("n").withDeploy(Deploy.local()));
        MailboxType type = Mailboxes.unbounded();
        Props typed = plain.withMailbox(type);
        assertSame(type, typed.withDeploy(new Deploy("/x")).mailboxType().orElseThrow());
        assertEquals(
                Optional.empty(),
                typed.withDeploy(new Deploy().withMailbox("m")).mailboxType());
    }

    @Test
    void withFallback_ofDeploy_fillsWhatIsNotSaid() {
        Deploy mine = new Deploy("/mine").withDispatcher("d");
        Deploy other = new Deploy(new Elsewhere()).withDispatcher("e").withMailbox("m");
        assertEquals(new Deploy("/mine", "d", "m", new Elsewhere()), mine.withFallback(other));
        assertEquals(Deploy.local(), Deploy.local().withFallback(new Deploy(new Elsewhere())));
    }

    @Test
    @DisplayName("M10 a variable number of arguments comes in a fresh array for each instance, as with new")
    void newInstance_changesItsVariableArguments_theNextDoesNotSeeThat() {
        Props props = Props.create(Counting.class, 1, 2);
        assertEquals("was 1", entered(props));
        assertEquals("was 1", entered(props));
        assertEquals(props, Props.create(Counting.class, 1, 2));
    }

    @Test
    @DisplayName("M10 arguments are copied")
    void create_argumentArrayChangedLater_keepsTheArguments() {
        Object[] args = {1};
        Props props = Props.create(Overloaded.class, args);
        args[0] = 2;
        assertEquals("int 1", entered(props));
    }

    @Test
    void equality_ofProps_isByClassAndArgumentsOrCreator() {
        Creator<Overloaded> creator = Overloaded::new;
        assertEquals(Props.create(Overloaded.class, 1), Props.create(Overloaded.class, 1));
        assertEquals(
                Props.create(Overloaded.class, 1).hashCode(),
                Props.create(Overloaded.class, 1).hashCode());
        assertNotEquals(Props.create(Overloaded.class, 1), Props.create(Overloaded.class, 2));
        assertNotEquals(Props.create(Overloaded.class, 1), Props.create(Overloaded.class, 1L));
        assertEquals(Props.create(Overloaded.class, creator), Props.create(Overloaded.class, creator));
        assertNotEquals(Props.create(Overloaded.class), Props.create(Overloaded.class, creator));
        assertNotEquals(
                Props.create(Overloaded.class), Props.create(Overloaded.class).withMailbox("m"));
        assertSame(Props.empty(), Props.empty());
        assertNotSame(Props.empty(), Props.create(Overloaded.class));
    }
}
