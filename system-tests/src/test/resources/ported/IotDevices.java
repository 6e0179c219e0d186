import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Cancellable;
import akka.actor.Props;
import akka.actor.Terminated;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Devices in groups; a query asks all devices of a group, and lives with those that are gone or slow. */
public class IotDevices {

    static final class RequestTrackDevice {
        final String groupId;
        final String deviceId;

        RequestTrackDevice(String groupId, String deviceId) {
            this.groupId = groupId;
            this.deviceId = deviceId;
        }
    }

    static final class DeviceRegistered {}

    static final class RecordTemperature {
        final double value;

        RecordTemperature(double value) {
            this.value = value;
        }
    }

    enum ReadTemperature {
        INSTANCE
    }

    static final class Temperature {
        final Optional<Double> value;

        Temperature(Optional<Double> value) {
            this.value = value;
        }
    }

    enum RequestAllTemperatures {
        INSTANCE
    }

    static final class RespondAllTemperatures {
        final Map<String, String> temperatures;

        RespondAllTemperatures(Map<String, String> temperatures) {
            this.temperatures = new TreeMap<>(temperatures);
        }
    }

    static class Device extends AbstractActor {
        private Optional<Double> lastReading = Optional.empty();
        private final boolean mute;

        Device(boolean mute) {
            this.mute = mute;
        }

        static Props props(boolean mute) {
            return Props.create(Device.class, () -> new Device(mute));
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(RequestTrackDevice.class, r -> getSender().tell(new DeviceRegistered(), getSelf()))
                    .match(RecordTemperature.class, r -> lastReading = Optional.of(r.value))
                    .match(ReadTemperature.class, r -> !mute, r -> getSender().tell(new Temperature(lastReading), getSelf()))
                    .match(ReadTemperature.class, r -> {})
                    .build();
        }
    }

    static class DeviceGroup extends AbstractActor {
        private final Map<String, ActorRef> deviceIdToActor = new HashMap<>();

        static Props props() {
            return Props.create(DeviceGroup.class, DeviceGroup::new);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(RequestTrackDevice.class, this::onTrackDevice)
                    .match(Terminated.class, t -> deviceIdToActor.values().remove(t.getActor()))
                    .match(RequestAllTemperatures.class, r -> getContext()
                            .actorOf(GroupQuery.props(new HashMap<>(deviceIdToActor), getSender())))
                    .build();
        }

        private void onTrackDevice(RequestTrackDevice track) {
            ActorRef device = deviceIdToActor.computeIfAbsent(track.deviceId, id -> {
                ActorRef created = getContext().actorOf(Device.props(id.startsWith("mute")), "device-" + id);
                getContext().watch(created);
                return created;
            });
            device.forward(track, getContext());
        }
    }

    static class GroupQuery extends AbstractActor {
        private static final class CollectionTimeout {}

        private final Map<String, ActorRef> devices;
        private final ActorRef requester;
        private final Cancellable timer;

        GroupQuery(Map<String, ActorRef> devices, ActorRef requester) {
            this.devices = devices;
            this.requester = requester;
            this.timer = getContext()
                    .getSystem()
                    .scheduler()
                    .scheduleOnce(
                            Duration.ofMillis(300),
                            getSelf(),
                            new CollectionTimeout(),
                            getContext().getDispatcher(),
                            getSelf());
        }

        static Props props(Map<String, ActorRef> devices, ActorRef requester) {
            return Props.create(GroupQuery.class, () -> new GroupQuery(devices, requester));
        }

        @Override
        public void preStart() {
            for (ActorRef device : devices.values()) {
                getContext().watch(device);
                device.tell(ReadTemperature.INSTANCE, getSelf());
            }
        }

        @Override
        public void postStop() {
            timer.cancel();
        }

        @Override
        public Receive createReceive() {
            return waitingForReplies(new HashMap<>(), new HashSet<>(devices.keySet()));
        }

        private Receive waitingForReplies(Map<String, String> soFar, Set<String> stillWaiting) {
            return receiveBuilder()
                    .match(Temperature.class, t -> received(
                            idOf(getSender()), t.value.map(String::valueOf).orElse("no reading"), soFar, stillWaiting))
                    .match(Terminated.class, t -> received(idOf(t.getActor()), "gone", soFar, stillWaiting))
                    .match(CollectionTimeout.class, t -> {
                        Map<String, String> replies = new HashMap<>(soFar);
                        stillWaiting.forEach(id -> replies.put(id, "timed out"));
                        answer(replies);
                    })
                    .build();
        }

        private void received(String id, String reading, Map<String, String> soFar, Set<String> stillWaiting) {
            getContext().unwatch(devices.get(id));
            Map<String, String> replies = new HashMap<>(soFar);
            replies.put(id, reading);
            Set<String> rest = new HashSet<>(stillWaiting);
            rest.remove(id);
            if (rest.isEmpty()) {
                answer(replies);
            } else {
                getContext().become(waitingForReplies(replies, rest));
            }
        }

        private void answer(Map<String, String> replies) {
            requester.tell(new RespondAllTemperatures(replies), getSelf());
            getContext().stop(getSelf());
        }

        private String idOf(ActorRef device) {
            return devices.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(device))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .get();
        }
    }

    static class DeviceManager extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(RequestTrackDevice.class, track -> getContext()
                            .findChild("group-" + track.groupId)
                            .orElseGet(() -> getContext().actorOf(DeviceGroup.props(), "group-" + track.groupId))
                            .forward(track, getContext()))
                    .build();
        }
    }

    private static CompletableFuture<Object> ask(akka.actor.ActorRef ref, Object message) {
        return Patterns.ask(ref, message, Duration.ofSeconds(5)).toCompletableFuture();
    }

    public static void main(String[] args) throws Exception {
        ActorSystem system = ActorSystem.create("iot-system");
        try {
            ActorRef manager = system.actorOf(Props.create(DeviceManager.class), "iot-manager");
            for (String id : new String[] {"kitchen", "cellar", "mute", "attic"}) {
                ask(manager, new RequestTrackDevice("home", id)).get();
                System.out.println("registered " + id);
            }
            system.actorSelection("/user/iot-manager/group-home/device-kitchen")
                    .tell(new RecordTemperature(21.5), ActorRef.noSender());
            ActorRef attic = system.actorSelection("/user/iot-manager/group-home/device-attic")
                    .resolveOne(Duration.ofSeconds(3))
                    .toCompletableFuture()
                    .get();
            Patterns.gracefulStop(attic, Duration.ofSeconds(3)).toCompletableFuture().get();
            ActorRef group = system.actorSelection("/user/iot-manager/group-home")
                    .resolveOne(Duration.ofSeconds(3))
                    .toCompletableFuture()
                    .get();
            RespondAllTemperatures all = (RespondAllTemperatures) ask(group, RequestAllTemperatures.INSTANCE).get();
            all.temperatures.forEach((id, reading) -> {
                if (!id.equals("attic") || !reading.equals("gone")) {
                    System.out.println(id + ": " + reading);
                }
            });
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get();
        }
    }
}
