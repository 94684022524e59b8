package alan.engines;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A ConfigurationAdmin that does what the real one does with the component runtime: every update, also one that changes nothing, reaches the
 * component a moment later, on another thread.
 */
final class ConfigurationsThatReplace implements AutoCloseable {
    private final Map<String, Dictionary<String, Object>> configurations = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final BiConsumer<String, Dictionary<String, Object>> component;
    final List<String> updated = new ArrayList<>();

    /** @param component told the PID and the properties of every update */
    ConfigurationsThatReplace(BiConsumer<String, Dictionary<String, Object>> component) {
        this.component = component;
    }

    /** Says what is in force from the start. */
    void inForce(String pid, Dictionary<String, Object> properties) {
        configurations.put(pid, properties);
    }

    ConfigurationAdmin admin() {
        return (ConfigurationAdmin) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ConfigurationAdmin.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConfiguration")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return configuration((String) arguments[0]);
                });
    }

    @SuppressWarnings("unchecked")
    private Configuration configuration(String pid) {
        return (Configuration) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Configuration.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "update" -> {
                        update(pid, (Dictionary<String, Object>) arguments[0]);
                        yield null;
                    }
                    case "updateIfDifferent" -> {
                        boolean different = !arguments[0].equals(configurations.get(pid));
                        if (different) {
                            update(pid, (Dictionary<String, Object>) arguments[0]);
                        }
                        yield different;
                    }
                    case "delete" -> {
                        configurations.remove(pid);
                        update(pid, new Hashtable<>());
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    private void update(String pid, Dictionary<String, Object> properties) {
        configurations.put(pid, properties);
        updated.add(pid);
        thread.execute(() -> component.accept(pid, properties));
    }

    /** Waits for what is under way. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(10, TimeUnit.SECONDS);
    }
}
