package alan.shell.fake;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts a node with fakes, as a launcher would. Arguments are framework properties, {@code alan.shell=true}; besides,
 * {@code target} is the module's build folder, {@code pace} the time in ms that the fakes take for each step, and {@code
 * services=false} leaves them out; {@code language} is the user's, and {@code problem} one of the configuration.
 */
public final class Playground {
    private Playground() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> properties = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            properties.put(parts[0], parts[1]);
        }
        Locale.setDefault(Locale.Category.DISPLAY, Locale.forLanguageTag(properties.getOrDefault("language", "en")));
        Path target = Path.of(properties.getOrDefault("target", "target"));
        Path cache = Files.createTempDirectory("alan-playground");
        Node node = new Node(target, cache, properties);
        node.companion.pieceMillis = Long.parseLong(properties.getOrDefault("pace", "0"));
        node.models.blockMillis = node.companion.pieceMillis / 3;
        node.audio.endlessMicrophone = true;
        if (!"false".equals(properties.get("services"))) {
            node.withServices();
        }
        if (properties.containsKey("problem")) {
            node.withConfig(List.of(Text.of("%s", properties.get("problem")), Text.of("And another one.")));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
                delete(cache);
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        node.start().await(0);
        System.exit(Integer.parseInt(System.getProperty("alan.exit", "0")));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
