package alan.shell.fake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts a node with fakes, as a launcher would. Arguments are framework properties, {@code alan.shell=true}; besides,
 * {@code target} is the module's build folder, {@code pace} the time in ms that the fakes take for each step, and {@code
 * services=false} leaves them out.
 */
public final class Playground {
    private Playground() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> properties = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            properties.put(parts[0], parts[1]);
        }
        Path target = Path.of(properties.getOrDefault("target", "target"));
        Node node = new Node(target, Files.createTempDirectory("alan-playground"), properties);
        node.companion.pieceMillis = Long.parseLong(properties.getOrDefault("pace", "0"));
        node.models.blockMillis = node.companion.pieceMillis / 3;
        node.audio.endlessMicrophone = true;
        if (!"false".equals(properties.get("services"))) {
            node.withServices();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        node.start().await(0);
        System.exit(Integer.parseInt(System.getProperty("alan.exit", "0")));
    }
}
