package alan.remote;

import alan.api.Home;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;

/** Endpoints as Declarative Services would make them of files. */
final class TestEndpoints {
    private TestEndpoints() {}

    /** {@return an endpoint} @param name of its file @param keysAndValues of its file, in turn */
    static ConfiguredEndpoint of(String name, String... keysAndValues) {
        return of(Path.of("config"), name, keysAndValues);
    }

    static ConfiguredEndpoint of(Path folder, String name, String... keysAndValues) {
        Map<String, Object> properties = properties(name, keysAndValues);
        BundleContext context = (BundleContext) Proxy.newProxyInstance(TestEndpoints.class.getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getProperty") && arguments[0].equals(Home.CONFIG) ? folder.toString() : null);
        return new ConfiguredEndpoint(context, config(properties), properties);
    }

    /** The file changes. */
    static void change(ConfiguredEndpoint endpoint, String name, String... keysAndValues) {
        Map<String, Object> properties = properties(name, keysAndValues);
        endpoint.modified(config(properties), properties);
    }

    private static Map<String, Object> properties(String name, String... keysAndValues) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("service.pid", "alan.remote~" + name);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    private static EndpointConfig config(Map<String, Object> properties) {
        return (EndpointConfig) Proxy.newProxyInstance(TestEndpoints.class.getClassLoader(), new Class<?>[] {EndpointConfig.class},
                (proxy, method, arguments) -> value(method, (String) properties.get(method.getName().replace('_', '.'))));
    }

    private static Object value(Method method, String text) {
        if (text == null) {
            return method.getDefaultValue();
        }
        return method.getReturnType() == int.class ? (Object) Integer.valueOf(text) : text;
    }
}
