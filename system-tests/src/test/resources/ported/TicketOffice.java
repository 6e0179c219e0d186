import static akka.pattern.Patterns.ask;
import static akka.pattern.Patterns.pipe;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.PoisonPill;
import akka.actor.Props;
import akka.japi.pf.ReceiveBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A box office with one ticket seller for each event, which are its children by name. */
public class TicketOffice {

    static final Duration TIMEOUT = Duration.ofSeconds(3);

    record CreateEvent(String name, int tickets) {}

    record GetTickets(String event, int tickets) {}

    record GetEvent(String name) {}

    record CancelEvent(String name) {}

    enum GetEvents {
        INSTANCE
    }

    record Event(String name, int tickets) {}

    record EventCreated(Event event) {}

    enum EventExists {
        INSTANCE
    }

    record Tickets(String event, List<Integer> ids) {}

    static class TicketSeller extends AbstractActor {
        private final String event;
        private final List<Integer> tickets = new ArrayList<>();

        static Props props(String event) {
            return Props.create(TicketSeller.class, event);
        }

        TicketSeller(String event) {
            this.event = event;
        }

        record Add(List<Integer> ids) {}

        record Buy(int tickets) {}

        @Override
        public Receive createReceive() {
            return ReceiveBuilder.create()
                    .match(Add.class, add -> tickets.addAll(add.ids()))
                    .match(Buy.class, buy -> {
                        if (tickets.size() < buy.tickets()) {
                            sender().tell(new Tickets(event, List.of()), self());
                        } else {
                            List<Integer> sold = new ArrayList<>(tickets.subList(0, buy.tickets()));
                            tickets.subList(0, buy.tickets()).clear();
                            sender().tell(new Tickets(event, sold), self());
                        }
                    })
                    .match(GetEvent.class, get -> sender().tell(Optional.of(new Event(event, tickets.size())), self()))
                    .match(CancelEvent.class, cancel -> {
                        sender().tell(Optional.of(new Event(event, tickets.size())), self());
                        self().tell(PoisonPill.getInstance(), self());
                    })
                    .build();
        }
    }

    static class BoxOffice extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(CreateEvent.class, this::create)
                    .match(GetTickets.class, get -> findSeller(get.event())
                            .ifPresentOrElse(
                                    seller -> seller.forward(new TicketSeller.Buy(get.tickets()), context()),
                                    () -> sender().tell(new Tickets(get.event(), List.of()), self())))
                    .match(GetEvent.class, get -> findSeller(get.name())
                            .ifPresentOrElse(
                                    seller -> seller.forward(get, context()),
                                    () -> sender().tell(Optional.empty(), self())))
                    .match(CancelEvent.class, cancel -> findSeller(cancel.name())
                            .ifPresentOrElse(
                                    seller -> seller.forward(cancel, context()),
                                    () -> sender().tell(Optional.empty(), self())))
                    .match(GetEvents.class, this::all)
                    .build();
        }

        private Optional<ActorRef> findSeller(String event) {
            return context().findChild(event);
        }

        private void create(CreateEvent create) {
            if (findSeller(create.name()).isPresent()) {
                sender().tell(EventExists.INSTANCE, self());
                return;
            }
            ActorRef seller = context().actorOf(TicketSeller.props(create.name()), create.name());
            List<Integer> ids = new ArrayList<>();
            for (int id = 1; id <= create.tickets(); id++) {
                ids.add(id);
            }
            seller.tell(new TicketSeller.Add(ids), self());
            sender().tell(new EventCreated(new Event(create.name(), create.tickets())), self());
        }

        private void all(GetEvents get) {
            List<CompletableFuture<Object>> answers = new ArrayList<>();
            for (ActorRef seller : getContext().getChildren()) {
                answers.add(ask(self(), new GetEvent(seller.path().name()), TIMEOUT).toCompletableFuture());
            }
            CompletableFuture<List<Object>> events = CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                    .thenApply(done -> answers.stream().map(CompletableFuture::join).collect(Collectors.toList()));
            pipe(events, context().dispatcher()).to(sender());
        }
    }

    public static void main(String[] args) {
        ActorSystem system = ActorSystem.create("goticks");
        ActorRef office = system.actorOf(Props.create(BoxOffice.class), "boxOffice");
        Object[] requests = {
            new CreateEvent("RHCP", 10),
            new CreateEvent("DjMadlib", 15),
            new CreateEvent("RHCP", 5),
            new GetTickets("RHCP", 3),
            new GetTickets("RHCP", 8),
            new GetTickets("nowhere", 1),
            new GetEvent("RHCP"),
            GetEvents.INSTANCE,
            new CancelEvent("RHCP")
        };
        for (Object request : requests) {
            System.out.println(ask(office, request, TIMEOUT).toCompletableFuture().join());
        }
        system.terminate().toCompletableFuture().join();
    }
}
