package alan.itests;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whoever listens at an MQTT broker, and commands. */
final class MqttHub implements AutoCloseable {
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Mqtt3AsyncClient client;

    /** Connects. @param port of the broker, on loopback @param user there @param password of the user */
    MqttHub(int port, String user, String password) throws Exception {
        client = MqttClient.builder().useMqttVersion3().serverHost("127.0.0.1").serverPort(port).simpleAuth().username(user).password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth().buildAsync();
        client.connect().get();
        client.subscribeWith().topicFilter("#").qos(MqttQos.AT_LEAST_ONCE).callback(said -> {
            String text = new String(said.getPayloadAsBytes(), StandardCharsets.UTF_8);
            all.add(said.getTopic() + " " + text);
            seen.put(said.getTopic().toString(), text);
        }).send().get();
    }

    /** {@return the last that was said on topics, by topic} */
    Map<String, String> seen() {
        return seen;
    }

    /** {@return everything that was said, in order, the topic first} */
    List<String> all() {
        return all;
    }

    /** Says something that is not kept. */
    void say(String topic, String text) throws Exception {
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(text.getBytes(StandardCharsets.UTF_8)).send().get();
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
