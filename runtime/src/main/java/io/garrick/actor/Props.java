package io.garrick.actor;

import io.garrick.actor.spi.RefInterceptor;
import io.garrick.dispatch.MailboxType;
import io.garrick.supervision.ChildKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to make an actor and where to run it. Immutable, may be shared, kept and sent (promise M10). The same props make the actor anew at each
 * restart, so what they capture should be immutable too.
 *
 * <p>Two are equal when they make the same class in the same way: with equal arguments, or with the same {@link Creator} object.
 */
public final class Props {

    private static final Deploy NOTHING_SAID = new Deploy();

    private static final Props EMPTY = create(EmptyActor.class, EmptyActor::new);

    private final Class<?> actorClass;
    private final Creator<?> creator;

    private final Deploy deploy;

    /** In place of the one that {@code deploy} names. */
    @Nullable
    private final MailboxType mailboxType;

    private final RefInterceptor.@Nullable Factory interceptor;

    @Nullable
    private final ChildKind kind;

    /** What stands before actors of these props; all else is said about those. */
    @Nullable
    private final RouterConfig router;

    private Props(Class<?> actorClass, Creator<?> creator) {
        this(actorClass, creator, NOTHING_SAID, null, null, null, null);
    }

    private Props(
            Class<?> actorClass,
            Creator<?> creator,
            Deploy deploy,
            @Nullable MailboxType mailboxType,
            RefInterceptor.@Nullable Factory interceptor,
            @Nullable ChildKind kind,
            @Nullable RouterConfig router) {
        this.actorClass = actorClass;
        this.creator = creator;
        this.deploy = deploy;
        this.mailboxType = mailboxType;
        this.interceptor = interceptor;
        this.kind = kind;
        this.router = router;
    }

    /**
     * Makes actors with a constructor, which is looked up at once. It need not be public, nor need the class; on the module path the package must
     * be open to this module. For a class that is an {@link IndirectActorProducer} it makes one at once, which makes the actors.
     *
     * @param actorClass the class, a concrete one, not an inner one
     * @param args arguments for its constructor; a {@code null} fits any parameter that is not primitive
     * @return the props
     * @throws IllegalArgumentException when no constructor, or more than one, fits the arguments, or the class cannot be instantiated
     */
    public static Props create(Class<?> actorClass, @Nullable Object... args) {
        ActorConstructor constructor = ActorConstructor.find(actorClass, args);
        if (IndirectActorProducer.class.isAssignableFrom(actorClass)) {
            ProducedBy producer = ProducedBy.create(constructor);
            return new Props(producer.actorClass(), producer);
        }
        return new Props(actorClass, constructor);
    }

    /**
     * Makes actors with a function; needs no reflection and no {@code opens}.
     *
     * @param <T> the class
     * @param actorClass the class, for reports
     * @param creator returns a fresh instance at each call
     * @return the props
     */
    public static <T extends AbstractActor> Props create(Class<T> actorClass, Creator<T> creator) {
        Objects.requireNonNull(actorClass, "actorClass");
        Objects.requireNonNull(creator, "creator; for one argument that is null write (Object) null");
        return new Props(actorClass, creator);
    }

    /**
     * Makes actors with a function whose class is not known before it has run.
     *
     * @param <T> the class
     * @param creator returns a fresh instance at each call
     * @return the props
     */
    public static <T extends AbstractActor> Props create(Creator<T> creator) {
        return new Props(AbstractActor.class, Objects.requireNonNull(creator, "creator"));
    }

    /**
     * An actor that handles nothing.
     *
     * @return the shared props
     */
    public static Props empty() {
        return EMPTY;
    }

    /**
     * The same actor on another dispatcher.
     *
     * @param dispatcherId a configured id
     * @return new props
     */
    public Props withDispatcher(String dispatcherId) {
        return new Props(
                actorClass, creator, deploy.withDispatcher(dispatcherId), mailboxType, interceptor, kind, router);
    }

    /**
     * The same actor with another mailbox.
     *
     * @param mailboxId a configured id
     * @return new props
     */
    public Props withMailbox(String mailboxId) {
        return new Props(actorClass, creator, deploy.withMailbox(mailboxId), null, interceptor, kind, router);
    }

    /**
     * The same actor with another mailbox, given here and not in the configuration, which still goes before it.
     *
     * @param type a kind of mailbox, also a {@link io.garrick.dispatch.SharedQueue}
     * @return new props
     */
    public Props withMailbox(MailboxType type) {
        Objects.requireNonNull(type, "type");
        return new Props(actorClass, creator, deploy.withMailbox(""), type, interceptor, kind, router);
    }

    /**
     * The same actor with a function before its mailbox, which runs in the thread of who tells it something; for those who build routers and the like.
     *
     * @param factory makes the function for each actor that is made from the props
     * @return new props
     */
    public Props withInterceptor(RefInterceptor.Factory factory) {
        Objects.requireNonNull(factory, "factory");
        return new Props(actorClass, creator, deploy, mailboxType, factory, kind, router);
    }

    /**
     * The same actor with a kind of its own, which goes before the one that its supervisor's strategy gives to all children.
     *
     * @param childKind what becomes of the actor when it ends by itself
     * @return new props
     */
    public Props withKind(ChildKind childKind) {
        Objects.requireNonNull(childKind, "childKind");
        return new Props(actorClass, creator, deploy, mailboxType, interceptor, childKind, router);
    }

    /**
     * The same actor at another place. What the deployment does not say stays as these props say it.
     *
     * @param given where it is to live and run
     * @return new props
     */
    public Props withDeploy(Deploy given) {
        MailboxType kept = given.mailbox().isEmpty() ? mailboxType : null;
        return new Props(actorClass, creator, given.withFallback(deploy), kept, interceptor, kind, router);
    }

    /**
     * The same actor at no place in particular. Called by the runtime, for the node that was the place.
     *
     * @return props whose deployment has no scope
     */
    public Props withoutScope() {
        Deploy placeless = new Deploy(
                deploy.path(),
                deploy.dispatcher(),
                deploy.mailbox(),
                NoScopeGiven.getInstance(),
                deploy.largeMessages());
        return new Props(actorClass, creator, placeless, mailboxType, interceptor, kind, router);
    }

    /**
     * A router, whose routees are made from these props if it makes any. What else is said in the props, before or after, is said about the routees;
     * but for the {@linkplain #withKind kind}, which is the router's.
     *
     * @param config which router; takes the place of one that was given before
     * @return new props
     */
    public Props withRouter(RouterConfig config) {
        Objects.requireNonNull(config, "config");
        return new Props(actorClass, creator, deploy, mailboxType, interceptor, kind, config);
    }

    /**
     * Where the actor wants to live and run.
     *
     * @return what the calls of {@link #withDeploy}, {@link #withDispatcher} and {@link #withMailbox(String)} come to
     */
    public Deploy deploy() {
        return deploy;
    }

    /**
     * What is made.
     *
     * @return the actor's class; {@link AbstractActor} itself where only the creator knows
     */
    public Class<?> actorClass() {
        return actorClass;
    }

    /**
     * Where the actor wants to run.
     *
     * @return the id given to {@link #withDispatcher}; empty for the default dispatcher
     */
    public String dispatcher() {
        return deploy.dispatcher();
    }

    /**
     * Which mailbox the actor wants.
     *
     * @return the id given to {@link #withMailbox(String)}; empty for the default mailbox, and for one that was
     *     {@linkplain #mailboxType() given by itself}
     */
    public String mailbox() {
        return deploy.mailbox();
    }

    /**
     * Which mailbox the actor wants, if it was given by itself and not by its id.
     *
     * @return what was given to {@link #withMailbox(MailboxType)}
     */
    public Optional<MailboxType> mailboxType() {
        return Optional.ofNullable(mailboxType);
    }

    /**
     * What makes the function before the mailbox.
     *
     * @return what was given to {@link #withInterceptor}
     */
    public Optional<RefInterceptor.Factory> interceptor() {
        return Optional.ofNullable(interceptor);
    }

    /**
     * What becomes of the actor when it ends by itself.
     *
     * @return what was given to {@link #withKind}; empty when that is for the strategy to say
     */
    public Optional<ChildKind> kind() {
        return Optional.ofNullable(kind);
    }

    /**
     * What stands before the actors.
     *
     * @return what was given to {@link #withRouter}
     */
    public Optional<RouterConfig> router() {
        return Optional.ofNullable(router);
    }

    /**
     * What {@code actorOf} creates: these props; for a router, those of the router itself. Called by the runtime.
     *
     * @return props without a router
     * @throws ConfigurationException when the router's own props have a router
     */
    public Props withRouterResolved() {
        if (router == null) {
            return this;
        }
        Props routees = new Props(actorClass, creator, deploy, mailboxType, interceptor, null, null);
        Props own = Objects.requireNonNull(router.routerProps(routees), "router config must return props, not null")
                .withDeploy(new Deploy("", "", "", deploy.scope(), deploy.largeMessages()));
        if (own.router != null) {
            throw new ConfigurationException("props of a router have a router themselves: router=" + router
                    + "; let its actor create the other");
        }
        return kind == null ? own : own.withKind(kind);
    }

    /**
     * The arguments of the constructor, for what sends props elsewhere.
     *
     * @return the arguments that make these props again with {@link #create(Class, Object...)}; empty when a function or a producer makes the actors
     */
    public Optional<List<@Nullable Object>> args() {
        return creator instanceof ActorConstructor
                ? Optional.of(((ActorConstructor) creator).args())
                : Optional.empty();
    }

    /**
     * Makes an instance. Called by the runtime, which has prepared the thread for it; anywhere else the constructor of the actor throws.
     *
     * @return a fresh instance
     * @throws Exception whatever the constructor or the creator throws
     */
    public AbstractActor newInstance() throws Exception {
        return (AbstractActor) creator.create();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Props
                && actorClass.equals(((Props) other).actorClass)
                && creator.equals(((Props) other).creator)
                && deploy.equals(((Props) other).deploy)
                && Objects.equals(mailboxType, ((Props) other).mailboxType)
                && Objects.equals(interceptor, ((Props) other).interceptor)
                && kind == ((Props) other).kind
                && Objects.equals(router, ((Props) other).router);
    }

    @Override
    public int hashCode() {
        return (actorClass.getName().hashCode() * 31 + dispatcher().hashCode()) * 31
                + mailbox().hashCode();
    }

    @Override
    public String toString() {
        return "Props[class=" + actorClass.getName()
                + (dispatcher().isEmpty() ? "" : " dispatcher=" + dispatcher())
                + (mailbox().isEmpty() ? "" : " mailbox=" + mailbox())
                + (router == null ? "" : " router=" + router) + "]";
    }

    /** What {@link #empty()} makes. */
    private static final class EmptyActor extends AbstractActor {

        @Override
        public Receive createReceive() {
            return emptyBehavior();
        }
    }
}
