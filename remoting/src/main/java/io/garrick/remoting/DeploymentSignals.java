package io.garrick.remoting;

import io.garrick.actor.ActorRef;
import io.garrick.actor.ConfigurationException;
import io.garrick.actor.Props;
import io.garrick.actor.spi.RemoteRefProvider.Create;
import io.garrick.actor.spi.RemoteRefProvider.Happening;
import io.garrick.actor.spi.RemoteRefProvider.Meanwhile;
import io.garrick.actor.spi.RemoteRefProvider.Order;
import io.garrick.actor.spi.RemoteRefProvider.Report;
import io.garrick.actor.spi.RemoteRefProvider.Rule;
import io.garrick.actor.spi.RemoteRefProvider.Rules;
import io.garrick.actor.spi.RemoteRefProvider.Signal;
import io.garrick.actor.spi.RemoteRefProvider.Step;
import org.jspecify.annotations.Nullable;

/** What the signals between an actor and its parent on another node say, beside who they are. */
final class DeploymentSignals {

    static final int SUSPENDED = 1;
    static final int PERMANENT = 2;
    static final int REDELIVERING = 4;

    private static final int AWAITED = 1;
    private static final int HAS_CAUSE = 2;
    private static final int REPLIES = 4;
    private static final int BURIES = 8;

    /** Of a text for people. */
    private static final int LONGEST_PROBLEM = 500;

    private DeploymentSignals() {}

    static void putRest(WireOutput output, Signal signal, Node node) {
        if (signal instanceof Create create) {
            putCreate(output, create, node);
        } else if (signal instanceof Rule rule) {
            output.putByte(flags(rule.rules()));
        } else if (signal instanceof Order order) {
            putOrder(output, order, node);
        } else {
            putReport(output, (Report) signal, node);
        }
    }

    private static int flags(Rules rules) {
        return (rules.permanent() ? PERMANENT : 0) | (rules.redelivering() ? REDELIVERING : 0);
    }

    static Rules rules(int flags) {
        return new Rules((flags & PERMANENT) != 0, (flags & REDELIVERING) != 0);
    }

    private static void putCreate(WireOutput output, Create create, Node node) {
        Props props = create.props();
        String problem = null;
        Payload payload = null;
        try {
            node.serialization().allow(props.actorClass()); // that it may be made there is for the other node to say
            payload = Payload.of(props, node);
        } catch (RuntimeException untravelled) {
            throw refusal(create, untravelled.getMessage(), untravelled);
        }
        if (!Signals.fits(create, node)) {
            problem = "its path is too long";
        } else if (payload.bytes().length > node.settings().maxFrame()) {
            problem = "its props are too large: bytes=" + payload.bytes().length + " limit="
                    + node.settings().maxFrame();
        } else if (!node.trust().admitsSignals()) {
            problem = "this node is untrusted: what others say of its children is dropped";
        }
        if (problem != null) {
            throw refusal(create, problem, null);
        }
        output.putText(props.actorClass().getName());
        output.putByte((create.suspended() ? SUSPENDED : 0) | flags(create.rules()));
        payload.put(output);
    }

    private static ConfigurationException refusal(Create create, @Nullable String problem, @Nullable Throwable cause) {
        String text = "actor cannot be deployed: class="
                + create.props().actorClass().getName() + " actor=" + create.child() + " problem=" + problem;
        return cause == null ? new ConfigurationException(text) : new ConfigurationException(text, cause);
    }

    private static void putOrder(WireOutput output, Order order, Node node) {
        Meanwhile meanwhile = order.meanwhile();
        Payload reply = meanwhile == null ? null : reply(meanwhile, node);
        output.putByte(order.step().ordinal());
        output.putByte((order.awaited() ? AWAITED : 0)
                | (order.cause() == null ? 0 : HAS_CAUSE)
                | (reply == null ? 0 : REPLIES)
                | (meanwhile == null || reply != null ? 0 : BURIES));
        output.putNumber(order.redeliveries());
        if (order.cause() != null) {
            putCause(output, order.cause(), node);
        }
        if (reply != null) {
            reply.put(output);
        }
    }

    /** A reply that does not travel is none: those who would have got it hear nothing. */
    private static @Nullable Payload reply(Meanwhile meanwhile, Node node) {
        Object value = meanwhile.reply();
        try {
            Payload reply = value == null ? null : Payload.of(value, node);
            return reply == null || reply.bytes().length > node.settings().maxFrame() / 2 ? null : reply;
        } catch (RuntimeException untravelled) {
            node.log()
                    .error("reply of a strategy does not travel, messages to the actor are dead letters", untravelled);
            return null;
        }
    }

    private static void putReport(WireOutput output, Report report, Node node) {
        output.putByte(report.what().ordinal());
        output.putByte(report.cause() == null ? 0 : HAS_CAUSE);
        output.putNumber(report.generation());
        String text = report.text();
        output.putText(text.length() > LONGEST_PROBLEM ? text.substring(0, LONGEST_PROBLEM) : text);
        if (report.cause() != null) {
            putCause(output, report.cause(), node);
        }
    }

    /** A failure always travels, if need be as what is known of it. */
    private static void putCause(WireOutput output, Throwable cause, Node node) {
        Payload payload = null;
        try {
            payload = Payload.of(cause, node);
        } catch (RuntimeException | StackOverflowError untravelled) {
            node.log()
                    .debug(
                            "failure does not travel as it is: class={}",
                            cause.getClass().getName(),
                            untravelled);
        }
        if (payload == null || payload.bytes().length > node.settings().maxFrame() / 4) {
            RuntimeException instead = new RuntimeException(known(cause));
            instead.setStackTrace(new StackTraceElement[0]);
            payload = Payload.of(instead, node);
        }
        payload.put(output);
    }

    private static String known(Throwable cause) {
        String text = cause.getClass().getName() + ": " + cause.getMessage();
        return text.length() > LONGEST_PROBLEM ? text.substring(0, LONGEST_PROBLEM) : text;
    }

    // ---------------------------------------------------------------- reading

    static Signal take(int kind, ActorRef recipient, ActorRef other, WireInput input, Node node) {
        return switch (kind) {
            case Signals.RULE -> new Rule(recipient, other, rules(input.takeByte()));
            case Signals.ORDER -> takeOrder(recipient, other, input, node);
            default -> takeReport(recipient, other, input, node);
        };
    }

    private static Order takeOrder(ActorRef child, ActorRef parent, WireInput input, Node node) {
        Step step = constant(Step.values(), input.takeByte());
        int flags = input.takeByte();
        int redeliveries = input.takeCount(Integer.MAX_VALUE);
        Throwable cause = (flags & HAS_CAUSE) == 0 ? null : cause(Payload.take(input), node);
        Meanwhile meanwhile = null;
        if ((flags & REPLIES) != 0) {
            meanwhile = meanwhile(Payload.take(input), node);
        } else if ((flags & BURIES) != 0) {
            meanwhile = new Meanwhile(null);
        }
        return new Order(child, parent, step, cause, redeliveries, meanwhile, (flags & AWAITED) != 0);
    }

    private static Meanwhile meanwhile(Payload reply, Node node) {
        try {
            return new Meanwhile(reply.value(node));
        } catch (RuntimeException | LinkageError unreadable) {
            node.log().error("reply of a strategy cannot be read, messages to the actor are dead letters", unreadable);
            return new Meanwhile(null);
        }
    }

    private static Report takeReport(ActorRef parent, ActorRef child, WireInput input, Node node) {
        Happening what = constant(Happening.values(), input.takeByte());
        int flags = input.takeByte();
        long generation = input.takeNumber();
        String text = input.takeText(Frames.LONGEST_TEXT);
        Throwable cause = (flags & HAS_CAUSE) == 0 ? null : cause(Payload.take(input), node);
        boolean fails = what == Happening.FAILED || what == Happening.ENDED_BY_ITSELF;
        if (what == Happening.LOST || fails == (cause == null) || generation < 0) {
            throw new MalformedFrameException("report makes no sense: what=" + what + " generation=" + generation);
        }
        return new Report(parent, child, what, generation, cause, text);
    }

    private static <E> E constant(E[] constants, int number) {
        if (number >= constants.length) {
            throw new MalformedFrameException("number is out of range: number=" + number + " of=" + constants.length);
        }
        return constants[number];
    }

    private static Throwable cause(Payload payload, Node node) {
        try {
            if (payload.value(node) instanceof Throwable cause) {
                return cause;
            }
        } catch (RuntimeException | LinkageError | StackOverflowError unreadable) {
            node.log().debug("failure cannot be read as it is", unreadable);
        }
        return new RemotingException("failure of an actor of another node cannot be read");
    }
}
