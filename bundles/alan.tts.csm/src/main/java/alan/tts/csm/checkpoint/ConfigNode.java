package alan.tts.csm.checkpoint;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.tts.csm.safetensors.Damage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An object of a {@code config.json}, read with bounds: what is absurd is found here, not where memory is taken. */
final class ConfigNode {
    /** No configuration of a model is nearly so long. */
    private static final long LONGEST = 1 << 20;

    private final Path file;
    private final String prefix;
    private final JsonNode node;

    private ConfigNode(Path file, String prefix, JsonNode node) {
        this.file = file;
        this.prefix = prefix;
        this.node = node;
    }

    static ConfigNode read(Path file) throws AlanException {
        try {
            if (Files.size(file) > LONGEST) {
                throw Damage.foreign(file, Text.of("it is far too long for a configuration"));
            }
            JsonNode node = json(file);
            if (!node.isObject()) {
                throw Damage.damaged(file, Text.of("it is no JSON object"));
            }
            return new ConfigNode(file, "", node);
        } catch (IOException e) {
            throw Damage.unreadable(file, e);
        }
    }

    /** {@return a file's JSON, of whatever kind} */
    static JsonNode json(Path file) throws AlanException {
        try {
            return JsonMapper.builder().build().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw Damage.damaged(file, Text.of("it is no JSON"));
        } catch (IOException e) {
            throw Damage.unreadable(file, e);
        }
    }

    Path file() {
        return file;
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** {@return an object within; an empty one if there is none} */
    ConfigNode at(String key) {
        return new ConfigNode(file, prefix + key + ".", node.path(key));
    }

    String text(String key, String otherwise) {
        return node.hasNonNull(key) ? node.path(key).asText() : otherwise;
    }

    /** {@return a whole number between 1 and the most} @param otherwise where the key is missing; 0 if it must be there */
    int size(String key, int otherwise, int most) throws AlanException {
        return number(key, otherwise, 1, most);
    }

    /** {@return a whole number within bounds} @param otherwise where the key is missing; less than the least if it must be there */
    int number(String key, int otherwise, int least, int most) throws AlanException {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            if (otherwise < least) {
                throw Damage.foreign(file, Text.of("it lacks %s", prefix + key));
            }
            return otherwise;
        }
        return whole(prefix + key, value, least, most);
    }

    private int whole(String name, JsonNode value, int least, int most) throws AlanException {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            throw Damage.foreign(file, Text.of("its %s is %s and not a number from %s to %s", name, value, least, most));
        }
        return value.asInt();
    }

    /** {@return a positive number} @param otherwise where the key is missing; 0 if it must be there */
    double positive(String key, double otherwise) throws AlanException {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            if (otherwise == 0) {
                throw Damage.foreign(file, Text.of("it lacks %s", prefix + key));
            }
            return otherwise;
        }
        if (!value.isNumber() || !(value.asDouble() > 0) || Double.isInfinite(value.asDouble())) {
            throw Damage.foreign(file, Text.of("its %s is %s and not a positive number", prefix + key, value));
        }
        return value.asDouble();
    }

    List<Integer> sizes(String key, List<Integer> otherwise, int most) throws AlanException {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode each : value) {
            sizes.add(whole(prefix + key, each, 1, most));
        }
        if (sizes.isEmpty() || sizes.size() > 16) {
            throw Damage.foreign(file, Text.of("its %s is no list of 1 to 16 numbers", prefix + key));
        }
        return sizes;
    }

    /** @throws AlanException unless a key is missing or has the one value that is known here */
    void mustBe(String key, String value) throws AlanException {
        if (has(key) && !node.path(key).asText().equals(value) && !(node.path(key).isNumber() && node.path(key).asDouble() == parsed(value))) {
            throw Damage.foreign(file, Text.of("its %s is %s, and only %s is known here", prefix + key, node.path(key), value));
        }
    }

    private static double parsed(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    AlanException wrong(Text what) {
        return Damage.foreign(file, what);
    }
}
