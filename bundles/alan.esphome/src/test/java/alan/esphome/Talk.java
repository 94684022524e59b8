package alan.esphome;

import alan.esphome.messages.DeviceInfoResponse;
import alan.esphome.messages.HelloRequest;
import alan.esphome.messages.ListEntitiesSwitchResponse;
import com.google.protobuf.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection on which everything that a client says is there already; for tests. */
final class Talk {
    static final Duration LONG = Duration.ofMinutes(5);
    static final EsphomeDevice DEVICE = new EsphomeDevice(
            DeviceInfoResponse.newBuilder().setName("alan-kitchen").setMacAddress("02:FC:00:00:0A:01").setFriendlyName("Küche")
                    .setProjectName("alan.companion").setProjectVersion("0.1.0")
                    .setVoiceAssistantFeatureFlags(Flags.VOICE_ASSISTANT | Flags.VOICE_API_AUDIO).build(),
            List.of(ListEntitiesSwitchResponse.newBuilder().setObjectId("mute").setKey(EsphomeDevice.key("mute")).setName("Mute").build()));

    final ByteArrayOutputStream answered = new ByteArrayOutputStream();
    final AtomicInteger closed = new AtomicInteger();
    final EsphomeConnection connection;

    Talk(InputStream sent, EsphomeKey key) {
        connection = new EsphomeConnection(sent, answered, closed::incrementAndGet, DEVICE, key, Client.DEVICE_KEYS);
    }

    Talk(byte[] sent, EsphomeKey key) {
        this(new ByteArrayInputStream(sent), key);
    }

    Talk(Client client, EsphomeKey key) {
        this(client.sent(), key);
    }

    HelloRequest accept() throws Exception {
        return connection.accept(LONG);
    }

    /** {@return all that is said after the hello} */
    List<Message> readAll() throws Exception {
        List<Message> all = new ArrayList<>();
        for (Message message = connection.read(); message != null; message = connection.read()) {
            all.add(message);
        }
        return all;
    }
}
