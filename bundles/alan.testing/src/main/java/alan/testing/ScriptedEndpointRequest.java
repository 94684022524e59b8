package alan.testing;

import alan.api.audio.Pcm;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A request that came to a {@link ScriptedEndpoint}.
 *
 * @param method {@code GET}, {@code POST}
 * @param path {@code /v1/chat/completions}
 * @param headers by their name in lower case
 * @param body as it came
 * @param connection the port that it came from, which tells connections apart
 */
public record ScriptedEndpointRequest(String method, String path, Map<String, String> headers, byte[] body, int connection) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@return the body as JSON; a missing node if it is none} */
    public JsonNode json() {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** {@return a header; empty if there is none} @param name in lower case */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** {@return what was last asked: the text of the newest message of the user; empty if there is none} */
    public String question() {
        String question = "";
        for (JsonNode message : json().path("messages")) {
            if (message.path("role").asText().equals("user")) {
                question = message.path("content").asText();
            }
        }
        return question;
    }

    /** {@return the fields of a form by name; a file's value is its bytes, one a character} */
    public Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        String type = header("content-type");
        int at = type.indexOf("boundary=");
        if (at < 0) {
            return fields;
        }
        String form = new String(body, StandardCharsets.ISO_8859_1);
        for (String part : form.split("--" + Pattern.quote(type.substring(at + "boundary=".length())))) {
            int head = part.indexOf("\r\n\r\n");
            int name = part.indexOf("name=\"");
            if (head > name && name >= 0) {
                String key = part.substring(name + 6, part.indexOf('"', name + 6));
                fields.computeIfAbsent(key, missing -> new ArrayList<>()).add(part.substring(head + 4, part.length() - 2));
            }
        }
        return fields;
    }

    /** {@return a field's first value; empty if there is none} @param name of the field */
    public String field(String name) {
        byte[] bytes = fields().getOrDefault(name, List.of("")).get(0).getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** {@return the sound that a form brings in its field {@code file}} @throws IOException when there is none that the JDK reads */
    public Pcm sound() throws IOException {
        byte[] wav = fields().getOrDefault("file", List.of("")).get(0).getBytes(StandardCharsets.ISO_8859_1);
        try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[bytes.remaining() / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getShort() / 32768f;
            }
            return new Pcm((int) in.getFormat().getSampleRate(), samples);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(e);
        }
    }
}
