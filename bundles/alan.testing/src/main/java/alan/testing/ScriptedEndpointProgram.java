package alan.testing;

import java.util.HashMap;
import java.util.Map;

/** A {@link ScriptedEndpoint} that is started by hand. */
final class ScriptedEndpointProgram {
    private ScriptedEndpointProgram() {}

    /** Serves until it is ended. @param arguments as {@link ScriptedEndpoint#main} has them */
    static void run(String... arguments) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            boolean valued = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
            options.put(arguments[i], valued ? arguments[++i] : "");
        }
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start(Integer.parseInt(options.getOrDefault("--port", "0")))) {
            if (options.containsKey("--chat")) {
                endpoint.chat(question -> options.get("--chat"));
            }
            if (options.containsKey("--transcription")) {
                endpoint.transcription(sound -> options.get("--transcription"), options.getOrDefault("--language", "english"));
            }
            if (options.containsKey("--speech")) {
                endpoint.speech(ScriptedEndpoint::tone);
            }
            if (options.containsKey("--key-env")) {
                endpoint.key(System.getenv(options.get("--key-env")));
            }
            System.out.println(endpoint.url());
            Thread.currentThread().join();
        }
    }
}
