package alan.home.mqtt;

import alan.api.AlanException;
import alan.api.satellite.Satellite;
import alan.api.text.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node as a device at a broker: says how it stands when that has changed, and does what it is told. */
final class MqttDevice implements Broker.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttDevice.class);
    /** Nobody tells that a model was installed or another engine chosen; asking is cheap. */
    private static final int LOOK_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 5;
    private static final String BIRTH = "online";

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "home-mqtt"));
    /** To load an engine takes its time, and a switch is not to wait for that. */
    private final ExecutorService choosing = Executors.newSingleThreadExecutor(task -> daemon(task, "home-mqtt-choice"));
    private final Topics topics;
    private final Discovery discovery;
    private final Broker broker;
    private final Choices choices;
    private final Supplier<Satellite> satellite;
    /** What the broker knows, by topic. */
    private final Map<String, String> published = new HashMap<>();
    private volatile AlanException problem;
    /** What was told of last; {@code null} if the broker is there. */
    private Broker.Trouble trouble;

    /**
     * @param settings which broker
     * @param topics of the device
     * @param discovery describes it
     * @param choices that there are
     * @param satellite of this node; gives {@code null} if there is none
     */
    MqttDevice(Settings settings, Topics topics, Discovery discovery, Choices choices, Supplier<Satellite> satellite) {
        this.topics = topics;
        this.discovery = discovery;
        this.choices = choices;
        this.satellite = satellite;
        broker = new Broker(settings, topics, thread, this);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }

    /** Begins, without waiting. */
    void start() {
        later(thread, broker::connect);
        thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** {@return what is wrong with the broker; empty if it is there} */
    Optional<Text> problem() {
        return Optional.ofNullable(problem).map(AlanException::text);
    }

    /** Something may have changed. Does not wait. */
    void changed() {
        later(thread, this::look);
    }

    private static void later(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("Too late", e);
        }
    }

    private void look() {
        try {
            if (broker.isConnected()) {
                tell();
            }
        } catch (RuntimeException e) {
            // One failure is not to be the last look.
            LOG.error("The MQTT broker was not told how the node stands", e);
        }
    }

    private void tell() {
        Satellite there = satellite.get();
        Snapshot snapshot = new Snapshot(there == null ? null : there.status(), choices.offered());
        // The values follow the description of what they are values of.
        tell(topics.discovery(), discovery.document(snapshot));
        discovery.values(snapshot).forEach(this::tell);
        tell(topics.availability(), Discovery.ONLINE);
    }

    private void tell(String topic, String text) {
        if (!text.equals(published.put(topic, text))) {
            broker.publish(topic, text).whenComplete((said, e) -> {
                if (e != null) {
                    LOG.debug("{} was not told", topic, e);
                }
            });
        }
    }

    @Override
    public void connected() {
        problem = null;
        trouble = null;
        published.clear();
        look();
    }

    @Override
    public void failed(Broker.Trouble now, AlanException why) {
        // Said once, and not with each try; but a broker that has come and refuses is something else than one that was not there.
        if (now != trouble) {
            LOG.warn("{}", why.getMessage());
        }
        trouble = now;
        problem = why;
    }

    @Override
    public void said(String topic, String text) {
        if (topic.equals(topics.birth())) {
            if (text.equals(BIRTH)) {
                published.clear();
                look();
            }
            return;
        }
        topics.commanded(topic).ifPresent(key -> {
            if (key.equals(Snapshot.MUTE)) {
                obey(key, () -> mute(text));
            } else {
                later(choosing, () -> obey(key, () -> choices.choose(key, text)));
            }
        });
    }

    private void mute(String text) throws AlanException {
        Satellite there = satellite.get();
        if (there == null) {
            throw new AlanException("Over MQTT somebody wanted the microphone muted or unmuted, and there is no satellite here.");
        }
        if (!text.equals(Discovery.ON) && !text.equals(Discovery.OFF)) {
            throw new AlanException("Over MQTT came '%s' for the switch of the microphone; it takes ON and OFF.", text);
        }
        there.mute(text.equals(Discovery.ON));
    }

    /** Something that may be refused. */
    private interface Command {
        void run() throws AlanException;
    }

    private void obey(String key, Command command) {
        try {
            command.run();
        } catch (AlanException e) {
            LOG.warn("{}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A command for {} was not obeyed", key, e);
        }
        later(thread, () -> {
            // Whoever commanded shows what was wanted until it is told what is.
            published.remove(topics.state(key));
            look();
        });
    }

    /** Takes leave. Does nothing the second time. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        choosing.shutdownNow();
        try {
            thread.submit(broker::close).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The broker was left without a word", e);
        }
        thread.shutdownNow();
    }
}
