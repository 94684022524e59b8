package alan.voices.store;

import alan.api.AlanException;
import alan.api.voice.Finding;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code voice.json} says: all of a voice but its name, which is the folder's, its texts and its sounds, which are the files'.
 *
 * @param created when
 * @param pinned numbers of segments
 * @param findings about the recording
 * @param segments in order
 */
record Description(Instant created, List<Integer> pinned, List<Finding> findings, List<Segment> segments) {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * A segment.
     *
     * @param number from 1
     * @param language ISO 639-1
     * @param snr in dB
     * @param heard the text in which words are doubtful; {@code null} where none are. They are so as long as the text is this one: whoever changes it has looked
     * @param doubtful words of it
     */
    record Segment(int number, String language, double snr, String heard, List<String> doubtful) {}

    Description withPinned(List<Integer> numbers) {
        return new Description(created, List.copyOf(numbers), findings, segments);
    }

    /** {@return the same, with no doubt about a segment} */
    Description sure(int number) {
        return new Description(created, pinned, findings, segments.stream()
                .map(each -> each.number == number ? new Segment(number, each.language, each.snr, null, List.of()) : each).toList());
    }

    byte[] json() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("created", created.toString());
        ArrayNode pins = root.putArray("pinned");
        pinned.forEach(pins::add);
        ArrayNode found = root.putArray("findings");
        findings.forEach(each -> found.addObject().put("kind", each.kind().name().toLowerCase(Locale.ROOT)).put("value", each.value()));
        ArrayNode all = root.putArray("segments");
        for (Segment segment : segments) {
            ObjectNode node = all.addObject().put("number", segment.number).put("language", segment.language).put("snr", segment.snr);
            if (!segment.doubtful.isEmpty()) {
                node.put("heard", segment.heard);
                ArrayNode words = node.putArray("doubtful");
                segment.doubtful.forEach(words::add);
            }
        }
        try {
            return (JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is JSON", e);
        }
    }

    /** {@return what a file says} @param file {@code voice.json} @throws AlanException when it is not what it should be */
    static Description read(Path file) throws AlanException {
        try {
            JsonNode root = JSON.readTree(Disk.read(file, Limits.JSON));
            if (root.path("format").asInt() != FORMAT) {
                throw new AlanException("The file %s is not of format %s, the only one that is known here.", Disk.shown(file), FORMAT);
            }
            List<Segment> segments = new ArrayList<>();
            Set<Integer> numbers = new HashSet<>();
            for (JsonNode each : root.path("segments")) {
                Segment segment = segment(each);
                if (segment.number <= 0 || !numbers.add(segment.number)) {
                    throw new IllegalArgumentException("segment " + segment.number);
                }
                segments.add(segment);
            }
            List<Integer> pinned = new ArrayList<>();
            root.path("pinned").forEach(each -> pinned.add(each.asInt()));
            List<Finding> findings = new ArrayList<>();
            for (JsonNode each : root.path("findings")) {
                findings.add(new Finding(Finding.Kind.valueOf(each.path("kind").asText().toUpperCase(Locale.ROOT)), each.path("value").asDouble()));
            }
            if (!numbers.containsAll(pinned)) {
                throw new IllegalArgumentException("pinned " + pinned);
            }
            return new Description(Instant.parse(root.path("created").asText()), pinned, findings, segments);
        } catch (JsonProcessingException e) {
            throw new AlanException("The file %s is missing or spoilt: %s", Disk.shown(file), e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new AlanException("The file %s is missing or spoilt: %s", Disk.shown(file), Disk.why(e), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new AlanException("The file %s is missing or spoilt: %s", Disk.shown(file), e.getMessage(), e);
        }
    }

    private static Segment segment(JsonNode node) {
        String language = node.path("language").asText();
        if (!language.matches("[a-z]{2,3}")) {
            throw new IllegalArgumentException("language \"" + language + "\"");
        }
        double snr = node.path("snr").asDouble();
        if (!Double.isFinite(snr)) {
            throw new IllegalArgumentException("snr " + snr);
        }
        List<String> doubtful = new ArrayList<>();
        node.path("doubtful").forEach(word -> doubtful.add(word.asText()));
        return new Segment(node.path("number").asInt(), language, snr, node.path("heard").asText(null), doubtful);
    }
}
