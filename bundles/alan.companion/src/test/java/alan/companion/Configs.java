package alan.companion;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configuration annotations as Declarative Services makes them: the defaults, but for what a test sets. */
final class Configs {
    private Configs() {}

    static <T> T of(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    static ConfiguredPersona persona(String name, String prompt, String voice, String language) {
        return persona(name, prompt, voice, language, "file:/alan/config/alan.persona-" + name + ".cfg");
    }

    static ConfiguredPersona persona(String name, String prompt, String voice, String language, String file) {
        return new ConfiguredPersona(of(ConfiguredPersona.Config.class, Map.of("name", name, "prompt", prompt, "voice", voice, "language", language)),
                Map.of("felix.fileinstall.filename", file));
    }
}
