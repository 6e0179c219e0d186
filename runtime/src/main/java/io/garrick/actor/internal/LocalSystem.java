package io.garrick.actor.internal;

import io.garrick.actor.AbstractActor.Receive;
import io.garrick.actor.ActorPath;
import io.garrick.actor.ActorRef;
import io.garrick.actor.ActorSelection;
import io.garrick.actor.ActorSystem;
import io.garrick.actor.Address;
import io.garrick.actor.ContextPropagation;
import io.garrick.actor.DeadLetter;
import io.garrick.actor.ExtendedActorSystem;
import io.garrick.actor.Extension;
import io.garrick.actor.ExtensionId;
import io.garrick.actor.MailboxFullException;
import io.garrick.actor.Props;
import io.garrick.actor.Scheduler;
import io.garrick.actor.SystemSettings;
import io.garrick.actor.SystemSnapshot;
import io.garrick.actor.Terminated;
import io.garrick.actor.spi.MailboxView;
import io.garrick.actor.spi.Platform;
import io.garrick.actor.spi.RefInterceptor;
import io.garrick.actor.spi.ReplyRef;
import io.garrick.actor.spi.StandIn;
import io.garrick.actor.spi.SystemServices;
import io.garrick.dispatch.Clock;
import io.garrick.dispatch.Dispatcher;
import io.garrick.dispatch.Dispatchers;
import io.garrick.dispatch.TimerWheel;
import io.garrick.event.EventStream;
import io.garrick.event.LogEvent;
import io.garrick.event.LoggingAdapter;
import io.garrick.supervision.SupervisorStrategy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A system of this process: the guardians, what its cells share, and the making of cells. Its end is {@link Termination}'s. Any thread.
 */
final class LocalSystem implements ExtendedActorSystem, SystemServices {

    private final String name;
    private final SystemSettings settings;
    private final LogTap logTap;
    private final Logger log;

    @Nullable
    private final MigrationRoot migrationRoot;

    private final FailureLog failureLog;
    private final Platform platform;
    private final RandomGenerator random;
    private final long startMillis;
    private final long startNanos;
    private final EventStream eventStream;
    private final Scheduler scheduler;
    private final DispatcherRegistry dispatchers;
    private final MailboxRegistry mailboxes;
    private final LocalDeadLetterOffice deadLetterOffice;
    private final UnhandledReporter unhandledReporter;
    private final LongMailboxes longMailboxes;
    private final FatalErrors fatalErrors;
    private final Extensions extensions;
    private final ClassLoader classLoader;
    private final Termination termination;
    private final LocalShutdown shutdown;
    private final AtomicLong lastUid;
    private final Spawner spawner;
    private final RemoteRefs remoteRefs;

    @Nullable
    private final GuardedPropagation propagation;

    private final ActorPath rootPath;
    private final ActorRef deadLetters;
    private final ActorCell root;
    private final ActorCell user;
    private final ActorCell system;

    LocalSystem(String name, SystemSettings settings, Platform platform) {
        this.name = name;
        this.settings = settings;
        this.migrationRoot = MigrationRoot.of(settings.config());
        this.logTap = new LogTap(settings.logLevel());
        this.log = logTap.logger("io.garrick.system." + name, null);
        this.failureLog = new FailureLog(log);
        this.platform = platform;
        this.random = new LockedRandom(platform.random());
        this.startMillis = platform.clock().currentTimeMillis();
        this.startNanos = platform.clock().nanoTime();
        long incarnation = random.nextLong();
        this.lastUid = new AtomicLong(incarnation);
        this.propagation = GuardedPropagation.of(this);
        this.rootPath = ActorPath.root(new Address("garrick", name));
        this.deadLetters = new DeadLetterRef(this, rootPath.child("deadLetters").withUid(nextUid()));
        SettingsInUse inUse = new SettingsInUse(settings, migrationRoot);
        this.dispatchers = new DispatcherRegistry(inUse, platform);
        this.mailboxes = new MailboxRegistry(inUse, dispatchers);
        this.spawner = new Spawner(this, dispatchers, mailboxes);
        this.remoteRefs = new RemoteRefs(this, platform, rootPath, incarnation);
        this.eventStream = new EventStream();
        this.deadLetterOffice = new LocalDeadLetterOffice(this);
        this.unhandledReporter = new UnhandledReporter(this, settings.unhandledLogged());
        this.longMailboxes = new LongMailboxes(platform.timers(), log, settings.mailboxMark());
        this.fatalErrors = new FatalErrors(this);
        this.extensions = new Extensions(this);
        this.classLoader = settings.classLoader();
        this.scheduler = new WheelScheduler(this, platform.timers(), platform.clock(), propagation);
        this.termination = new Termination(this, platform);
        this.shutdown = new LocalShutdown(this, platform, termination);
        this.root = guardian(
                new TopRef(this, rootPath), "", Props.create(RootGuardian.class, () -> new RootGuardian(this)));
        this.user = guardian(root.ref(), "user", guardianProps(settings.guardianStrategy()));
        this.user.extras().children(user).learn(settings.guardianStrategy());
        this.system = guardian(root.ref(), "system", guardianProps(SupervisorStrategy.defaultStrategy()));
    }

    private static Props guardianProps(SupervisorStrategy strategy) {
        return Props.create(Guardian.class, () -> new Guardian(strategy));
    }

    /** The tree stands before the first of the guardians runs. */
    void start() {
        root.extras().children(root).add(user);
        root.extras().children(root).add(system);
        dispatchers.watch(new Watchdogs(root, log, platform));
        root.start();
        user.start();
        system.start();
        shutdown.systemStarted();
    }

    private ActorCell guardian(InternalRef parent, String guardianName, Props props) {
        LocalRef ref = new LocalRef(parent, guardianName, nextUid());
        ActorCell cell = new ActorCell(this, ref, props, dispatchers.internal(), null);
        cell.extras().children(cell);
        return cell;
    }

    ActorRef spawn(ActorCell parent, Props props, @Nullable String childName) {
        if (termination.hasBegun() && parent != system) {
            throw spawner.shuttingDown(parent.ref(), childName);
        }
        return spawner.spawn(parent, props, childName);
    }

    Spawner spawner() {
        return spawner;
    }

    @Override
    public ActorRef actorOf(Props props) {
        return spawn(user, props, null);
    }

    @Override
    public ActorRef actorOf(Props props, String childName) {
        return spawn(user, props, Names.validate(childName));
    }

    @Override
    public void stop(ActorRef actor) {
        if (StandIn.actual(actor) instanceof LocalRef ref) {
            ref.parent().sendSystem(new CellMessage.StopChild(ref));
        }
    }

    /** The ref of an actor of this process behind what is given; null for all else. */
    @Nullable
    private static LocalRef local(ActorRef actor) {
        ActorRef actual = StandIn.actual(actor);
        return actual instanceof LocalRef && !(actual instanceof DeployedRef) ? (LocalRef) actual : null;
    }

    @Override
    public ActorSelection actorSelection(String path) {
        return Selection.of(this, root.ref(), path);
    }

    @Override
    public List<ActorRef> find(ActorSelection selection) {
        return ((Selection) selection).find();
    }

    /** Who has that place, and that uid if there is one. */
    @Nullable
    ActorRef find(ActorPath path) {
        return Selection.of(this, path).only();
    }

    @Override
    public RemoteRefs remote() {
        return remoteRefs;
    }

    @Override
    public Set<String> actorPackages() {
        return spawner.actorPackages();
    }

    @Override
    public ActorRef systemActorOf(Props props, String childName) {
        return spawn(system, props, Names.validate(childName));
    }

    @Override
    public Dispatcher addDispatcher(Dispatcher dispatcher) {
        return dispatchers.add(dispatcher);
    }

    @Override
    public LocalRef rootGuardian() {
        return root.ref();
    }

    LocalRef userGuardian() {
        return user.ref();
    }

    LocalRef systemGuardian() {
        return system.ref();
    }

    // ---------------------------------------------------------------- what cells report

    /** Reports a fatal error once and acts as the settings say; returns whether it was one. */
    boolean reportedAsFatal(Throwable thrown, ActorRef where) {
        return fatalErrors.report(thrown, where);
    }

    void unhandled(ActorCell cell, Object message, ActorRef sender, @Nullable Receive behavior) {
        unhandledReporter.report(cell.ref(), message, sender, behavior);
    }

    /** What logs show of a message: its class, and what is in it only where the settings say so (Q03). */
    String describe(Object message) {
        String className = message.getClass().getName();
        return settings.logMessageContent() ? className + " content=" + FailureLog.text(message) : className;
    }

    /** A failure that nobody below took care of. */
    void failed(ActorRef guardian, Throwable cause) {
        failureLog.error("failure was escalated past the guardian, the system ends", guardian, cause);
        shutdown.userStops();
    }

    /** An actor begins to stop; with the user guardian the shutdown begins, whoever has stopped it (M14). */
    void stops(ActorCell cell) {
        if (cell == user) {
            shutdown.userStops();
        }
    }

    /** What was told to other nodes leaves, then the system ends. */
    void rootEnded() {
        remoteRefs.deployments().whenNone(() -> {
            CompletionStage<?> unused = remoteRefs.close().whenComplete((done, never) -> termination.rootEnded());
        });
    }

    LongMailboxes longMailboxes() {
        return longMailboxes;
    }

    /** Whether the end of the system would wait for the calling thread. */
    boolean runsHere() {
        return platform.isOwnThread() || dispatchers.runHere() || remoteRefs.runsHere();
    }

    int stashCapacity(ActorCell cell) {
        return mailboxes.stashCapacity(cell.ref(), cell.props());
    }

    // ---------------------------------------------------------------- the system

    @Override
    public ActorSystem system() {
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SystemSettings settings() {
        return settings;
    }

    @Override
    public SystemSnapshot snapshot() {
        return new SystemSnapshot(
                name,
                Snapshots.of(root),
                dispatchers.snapshots(),
                deadLetterOffice.counts(),
                unhandledReporter.count());
    }

    @Override
    public Dispatcher dispatcher() {
        return dispatchers.standard();
    }

    @Override
    public Dispatcher dispatcher(String id) {
        return dispatchers.lookup(id);
    }

    Dispatcher internalDispatcher() {
        return dispatchers.internal();
    }

    @Override
    public Dispatchers dispatchers() {
        return dispatchers;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public EventStream eventStream() {
        return eventStream;
    }

    @Override
    public ActorRef deadLetters() {
        return deadLetters;
    }

    @Override
    public LocalDeadLetterOffice deadLetterOffice() {
        return deadLetterOffice;
    }

    @Override
    public LoggingAdapter log() {
        return LoggingAdapter.of(log);
    }

    Logger logger() {
        return log;
    }

    FailureLog failureLog() {
        return failureLog;
    }

    LoggingAdapter loggerFor(ActorCell cell) {
        Logger logger = logger(cell.ref(), cell.props().actorClass().getName());
        return LoggingAdapter.of(logger, cell.ref(), migrationRoot());
    }

    @Override
    public long startTime() {
        return startMillis;
    }

    @Override
    public long uptime() {
        return (platform.clock().nanoTime() - startNanos) / 1_000_000_000L;
    }

    // ---------------------------------------------------------------- services

    @Override
    public Optional<ContextPropagation> contextPropagation() {
        return Optional.ofNullable(propagation);
    }

    @Nullable
    GuardedPropagation propagation() {
        return propagation;
    }

    @Override
    public String migrationRoot() {
        return migrationRoot == null ? "" : migrationRoot.text();
    }

    @Override
    public Clock clock() {
        return platform.clock();
    }

    @Override
    public TimerWheel timers() {
        return platform.timers();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public long nextUid() {
        return lastUid.incrementAndGet();
    }

    @Override
    public List<ActorRef> children(ActorRef actor) {
        LocalRef ref = local(actor);
        ActorCell cell = ref == null ? null : ref.laCell();
        Children children = cell == null ? null : cell.childrenOrNull();
        return children == null ? List.of() : children.refs();
    }

    @Override
    public Optional<MailboxView> mailbox(ActorRef actor) {
        return Optional.ofNullable(local(actor)).map(LocalRef::laCell);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> visit(ActorRef actor, ActorVisit<T> visit) {
        LocalRef ref = local(actor);
        if (ref == null) {
            throw new IllegalArgumentException("ref is not that of an actor of this process: ref=" + actor);
        }
        Visit<T> message = new Visit<>(visit);
        ActorCell cell = ref.laCell();
        if (cell != null && cell.isRunningHere()) {
            message.deliver(cell);
        } else {
            ref.sendSystem(message);
        }
        return message.result();
    }

    @Override
    public Optional<RefInterceptor> interceptor(ActorRef actor) {
        return actor instanceof InterceptedRef ? Optional.of(((InterceptedRef) actor).interceptor()) : Optional.empty();
    }

    @Override
    public ActorPath tempPath(long uid) {
        return rootPath.child("temp")
                .child("$" + Long.toUnsignedString(uid, 36))
                .withUid(uid);
    }

    @Override
    public void watch(ReplyRef watcher, ActorRef subject) {
        DeathWatch.send(subject, watcher, true);
    }

    @Override
    public void unwatch(ReplyRef watcher, ActorRef subject) {
        DeathWatch.send(subject, watcher, false);
    }

    @Override
    public void terminated(ReplyRef subject, ActorRef watcher) {
        DeathWatch.notify(this, watcher, subject, false, false);
    }

    @Override
    public Logger logger(String loggerName) {
        return logTap.logger(loggerName, null);
    }

    @Override
    public Logger logger(ActorRef actor, String loggerName) {
        return logTap.logger(loggerName, actor);
    }

    @Override
    public void addLogListener(Level least, Consumer<LogEvent> listener) {
        logTap.add(listener, least);
    }

    @Override
    public void removeLogListener(Consumer<LogEvent> listener) {
        logTap.remove(listener);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        deadLetterOffice.deliver(letter);
    }

    /**
     * Tells somebody something on behalf of the runtime, which goes on whatever comes of it: a full mailbox may refuse it, and a reply ref runs
     * code of a user.
     */
    void tell(ActorRef to, Object message, @Nullable ActorRef sender) {
        guarded(to, () -> {
            try {
                to.tell(message, sender);
            } catch (MailboxFullException full) {
                ActorRef from = sender == null ? deadLetters : sender;
                deadLetter(new DeadLetter(message, from, to, DeadLetter.Reason.OVERFLOW));
            }
        });
    }

    /** Calls what a ref of a user's own may do, see {@link #tell}. */
    void guarded(ActorRef ref, Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            if (!fatalErrors.report(thrown, ref)) {
                failureLog.error("ref failed at what the runtime told it", ref, thrown);
            }
        }
    }

    // ---------------------------------------------------------------- extensions

    @Override
    @SuppressWarnings("unchecked") // an id makes what it is the id of
    public <T extends Extension> T registerExtension(ExtensionId<T> id) {
        return (T) extensions.get(id);
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public <T extends Extension> T extension(ExtensionId<T> id) {
        T made = (T) extensions.made(id);
        if (made == null) {
            throw new IllegalArgumentException(
                    "extension is not registered, use its id's get(system): id=" + id + " system=" + name);
        }
        return made;
    }

    @Override
    public boolean hasExtension(ExtensionId<? extends Extension> id) {
        return extensions.has(id);
    }

    /** Makes the extensions that the configuration names, in the running system. */
    void loadExtensions() {
        extensions.load(settings.extensions());
    }

    @Override
    public ClassLoader classLoader() {
        return classLoader;
    }

    // ---------------------------------------------------------------- the end

    @Override
    public LocalShutdown coordinatedShutdown() {
        return shutdown;
    }

    /** Actors that keep the system from ending, a few of them. */
    List<String> alive() {
        return termination.alive();
    }

    @Override
    public void registerOnTermination(Runnable callback) {
        termination.register(callback);
    }

    @Override
    public CompletionStage<Terminated> terminate() {
        shutdown.terminate();
        return termination.stage();
    }

    @Override
    public CompletionStage<Terminated> whenTerminated() {
        return termination.stage();
    }

    @Override
    public void close() {
        termination.close(settings.shutdownTimeout());
    }

    @Override
    public String toString() {
        return "ActorSystem[" + name + "]";
    }
}
