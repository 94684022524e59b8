package alan.llm.llama;

import java.lang.reflect.Proxy;
import java.util.Map;

/** The configuration's defaults, but for what a test wants to be different. */
final class TestConfig {
    private TestConfig() {}

    /** {@return a configuration} @param values by method name */
    static LlamaConfig with(Map<String, Object> values) {
        return (LlamaConfig) Proxy.newProxyInstance(
                TestConfig.class.getClassLoader(),
                new Class<?>[] {LlamaConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
