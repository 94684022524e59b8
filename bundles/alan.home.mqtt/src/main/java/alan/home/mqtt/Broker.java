package alan.home.mqtt;

import alan.api.AlanException;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.netty.channel.nio.NioEventLoopGroup;
import io.reactivex.schedulers.Schedulers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a broker that comes back by itself. Each try has a client of its own: nothing of an old connection is left then. All is done by one thread, the caller's
 * own, so that everything comes in order.
 */
final class Broker {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final int LAST_WORD_SECONDS = 2;
    private static final Set<Mqtt3ConnAckReturnCode> STRANGER = Set.of(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD, Mqtt3ConnAckReturnCode.NOT_AUTHORIZED);

    private final Settings settings;
    private final Topics topics;
    private final ScheduledExecutorService thread;
    private final Listener listener;
    /** One for all tries. The library's own is shared by all clients, and now and then ended with the last of them under one that has just begun to connect. */
    private final NioEventLoopGroup network = new NioEventLoopGroup(1, Broker::thread);
    private Mqtt3AsyncClient client;
    /** Whether it lets us listen: until then nothing is said, since what is shown could not be commanded. */
    private boolean listening;
    private long pause = FIRST_PAUSE_MS;
    private boolean closed;

    /** What can be wrong with a broker. */
    enum Trouble {
        /** It is not there. */
        UNREACHABLE,
        /** It is not who it should be. */
        UNTRUSTED,
        /** It does not let Alan in. */
        STRANGER,
        /** It lets Alan in, and not listen. */
        DEAF
    }

    /** Told by the one thread what comes of it. */
    interface Listener {
        /** It is there, and nothing is known there of before. */
        void connected();

        /** It cannot be used, or no longer; told of each try. @param trouble that there is @param why in words */
        void failed(Trouble trouble, AlanException why);

        /** Something was said, just now. @param topic of it @param text of it */
        void said(String topic, String text);
    }

    /** @param settings which one @param topics that are listened to @param thread does everything @param listener told by it */
    Broker(Settings settings, Topics topics, ScheduledExecutorService thread, Listener listener) {
        this.settings = settings;
        this.topics = topics;
        this.thread = thread;
        this.listener = listener;
    }

    /** Tries to connect, and again until it is closed. */
    void connect() {
        if (closed) {
            return;
        }
        Mqtt3ClientBuilder builder = MqttClient.builder().useMqttVersion3().identifier(topics.id()).serverHost(settings.host()).serverPort(settings.port())
                .executorConfig().nettyExecutor(network).applicationScheduler(Schedulers.trampoline()).applyExecutorConfig()
                .addDisconnectedListener(this::disconnected)
                .willPublish(message(topics.availability(), Discovery.OFFLINE));
        if (settings.encrypted()) {
            // What Java trusts, and the broker's name must be in its certificate.
            builder = builder.sslWithDefaultConfig();
        }
        if (!settings.user().isEmpty()) {
            builder = builder.simpleAuth().username(settings.user()).password(settings.password().getBytes(StandardCharsets.UTF_8)).applySimpleAuth();
        }
        Mqtt3AsyncClient made = builder.buildAsync();
        client = made;
        // Whoever cannot connect is told by the disconnected listener.
        made.connectWith().cleanSession(true).send().thenAccept(answer -> later(() -> connected(made, answer)));
    }

    private static Thread thread(Runnable task) {
        Thread made = new Thread(task, "home-mqtt-network");
        made.setDaemon(true);
        return made;
    }

    private void connected(Mqtt3AsyncClient made, Mqtt3ConnAck answer) {
        LOG.debug("{}: {}", settings, answer);
        listen(made);
    }

    /** Listens, and again until it is allowed: whoever allows it at the broker need not also start Alan anew. */
    private void listen(Mqtt3AsyncClient made) {
        if (made != client || closed) {
            return;
        }
        CompletableFuture<?> asked = made.subscribeWith().addSubscription().topicFilter(topics.birth()).qos(MqttQos.AT_LEAST_ONCE).applySubscription()
                .addSubscription().topicFilter(topics.command("+")).qos(MqttQos.AT_LEAST_ONCE).applySubscription()
                .callback(this::said).send();
        asked.whenComplete((subscribed, e) -> later(() -> {
            if (made != client) {
                return;
            }
            if (e == null) {
                pause = FIRST_PAUSE_MS;
                listening = true;
                LOG.info("Alan is a device at the MQTT broker {}", settings);
                listener.connected();
            } else if (made.getState().isConnected()) {
                listener.failed(Trouble.DEAF, new AlanException("The MQTT broker at %s port %s does not let Alan listen to %s (%s): allow it to there.", settings.host(),
                        String.valueOf(settings.port()), topics.command("+"), reason(e), e));
                again(() -> listen(made));
            }
        }));
    }

    private void again(Runnable task) {
        thread.schedule(task, pause, TimeUnit.MILLISECONDS);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }

    private void said(Mqtt3Publish message) {
        // What a broker has kept is no wish of now.
        if (!message.isRetain()) {
            later(() -> listener.said(message.getTopic().toString(), new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)));
        }
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        later(() -> {
            if (closed || client == null) {
                return;
            }
            client = null;
            listening = false;
            Trouble trouble = trouble(context.getCause());
            listener.failed(trouble, problem(trouble, context.getCause()));
            again(this::connect);
        });
    }

    private static Trouble trouble(Throwable cause) {
        if (cause instanceof Mqtt3ConnAckException refused && STRANGER.contains(refused.getMqttMessage().getReturnCode())) {
            return Trouble.STRANGER;
        }
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause).anyMatch(SSLException.class::isInstance) ? Trouble.UNTRUSTED : Trouble.UNREACHABLE;
    }

    private AlanException problem(Trouble trouble, Throwable cause) {
        String port = String.valueOf(settings.port());
        if (trouble == Trouble.STRANGER) {
            return settings.user().isEmpty()
                    ? new AlanException("The MQTT broker at %s port %s wants to know who Alan is: write its user and password into config/alan.home.mqtt.cfg.", settings.host(), port)
                    : new AlanException("The MQTT broker at %s port %s does not let %s in: put user and password right in config/alan.home.mqtt.cfg.", settings.host(), port,
                            settings.user());
        }
        if (trouble == Trouble.UNTRUSTED) {
            return new AlanException("The MQTT broker at %s port %s cannot be spoken to over TLS (%s): its certificate must be for that name, and of an authority that Alan's Java trusts.",
                    settings.host(), port, reason(cause), cause);
        }
        return new AlanException("The MQTT broker at %s port %s cannot be reached (%s); Alan goes on trying. If that is not where it is, put host and port right in"
                + " config/alan.home.mqtt.cfg.", settings.host(), port, reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }

    private void later(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("Too late", e);
        }
    }

    /** {@return whether it can be spoken to, and is listened to} */
    boolean isConnected() {
        return listening && client != null && client.getState().isConnected();
    }

    /** Says something that the broker keeps for whoever comes later. @param topic of it @param text of it */
    CompletableFuture<Mqtt3Publish> publish(String topic, String text) {
        return client.publish(message(topic, text));
    }

    private static Mqtt3Publish message(String topic, String text) {
        return Mqtt3Publish.builder().topic(topic).payload(text.getBytes(StandardCharsets.UTF_8)).qos(MqttQos.AT_LEAST_ONCE).retain(true).build();
    }

    /** Says that the node goes, and connects no more. */
    void close() {
        closed = true;
        try {
            leave();
        } finally {
            network.shutdownGracefully(0, LAST_WORD_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void leave() {
        if (client == null) {
            return;
        }
        try {
            // A will is not executed when its maker takes leave.
            CompletableFuture<?> leave = isConnected() ? publish(topics.availability(), Discovery.OFFLINE).thenCompose(said -> client.disconnect()) : client.disconnect();
            leave.get(LAST_WORD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The broker {} was left without a word", settings, e);
        }
    }
}
