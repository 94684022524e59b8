package alan.tts.piper;

import alan.api.AlanException;
import alan.api.text.Text;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the JSON file beside a Piper voice's network says, checked.
 *
 * @param sampleRate of the voice's sound, in Hz
 * @param espeakVoice name of the espeak-ng voice that makes the phonemes; {@code null} for a voice that reads letters
 * @param phonemeIds the network's input ids by phoneme (a Unicode code point)
 * @param noise how much the sound varies ({@code noise_scale})
 * @param length how slowly it speaks ({@code length_scale}); 1 is the voice's own pace
 * @param noiseW how much the lengths of phonemes vary ({@code noise_w})
 * @param speakers how many speakers the network knows, at least 1
 * @param speakerIds number of a speaker by name; empty where speakers have no names
 * @param language ISO 639-1; {@code null} if the file does not say
 * @param description for people: {@code English (United States), medium}
 */
record VoiceSettings(
        int sampleRate,
        String espeakVoice,
        Map<Integer, long[]> phonemeIds,
        float noise,
        float length,
        float noiseW,
        int speakers,
        Map<String, Integer> speakerIds,
        String language,
        String description) {
    /** Stands between the ids of all phonemes. */
    static final int PAD = '_';

    /** Stands before a sentence. */
    static final int BEGIN = '^';

    /** Stands after a sentence. */
    static final int END = '$';

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_BYTES = 4L << 20;
    private static final String UNUSABLE =
            "The settings of a Piper voice, %s, cannot be used: %s; remove the voice's model and install it again.";

    /**
     * Reads and checks a voice's settings.
     *
     * @param file the {@code .onnx.json} file
     * @return what it says
     * @throws AlanException when it cannot be read or lacks something; the sentence names the file and what is wrong with it
     */
    static VoiceSettings read(Path file) throws AlanException {
        JsonNode root = parse(file);
        int sampleRate = root.path("audio").path("sample_rate").asInt(0);
        require(sampleRate >= 8_000 && sampleRate <= 96_000, file, Text.of("audio.sample_rate is missing or no sample rate"));
        int speakers = root.path("num_speakers").asInt(1);
        require(speakers >= 1, file, Text.of("num_speakers is less than 1"));
        JsonNode inference = root.path("inference");
        return new VoiceSettings(
                sampleRate,
                espeakVoice(root, file),
                phonemeIds(root, file),
                scale(inference, "noise_scale", 0.667f, file),
                scale(inference, "length_scale", 1f, file),
                scale(inference, "noise_w", 0.8f, file),
                speakers,
                speakerIds(root, speakers, file),
                language(root),
                describe(root));
    }

    private static JsonNode parse(Path file) throws AlanException {
        try {
            require(Files.size(file) <= MAX_BYTES, file, Text.of("it is too large to be a voice's settings"));
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            require(root.isObject(), file, Text.of("it holds no JSON object"));
            return root;
        } catch (JacksonException e) {
            throw new AlanException(UNUSABLE, file, Text.of("it is no JSON"), e);
        } catch (IOException e) {
            throw new AlanException(UNUSABLE, file, Text.of("it cannot be read"), e);
        }
    }

    private static String espeakVoice(JsonNode root, Path file) throws AlanException {
        String type = root.path("phoneme_type").asText("espeak");
        if (type.equals("text")) {
            return null;
        }
        require(type.equals("espeak"), file, Text.of("its phoneme_type \"%s\" is not known; \"espeak\" and \"text\" are", type));
        String voice = root.path("espeak").path("voice").asText("");
        require(!voice.isBlank(), file, Text.of("espeak.voice is missing"));
        return voice;
    }

    private static Map<Integer, long[]> phonemeIds(JsonNode root, Path file) throws AlanException {
        JsonNode map = root.path("phoneme_id_map");
        require(map.isObject() && !map.isEmpty(), file, Text.of("phoneme_id_map is missing"));
        int symbols = root.path("num_symbols").asInt(Integer.MAX_VALUE);
        Map<Integer, long[]> ids = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String phoneme = entry.getKey();
            if (phoneme.codePointCount(0, phoneme.length()) == 1) {
                ids.put(phoneme.codePointAt(0), ids(phoneme, entry.getValue(), symbols, file));
            }
        }
        require(
                ids.containsKey(PAD) && ids.containsKey(BEGIN) && ids.containsKey(END),
                file,
                Text.of("phoneme_id_map lacks \"_\", \"^\" or \"$\""));
        return Map.copyOf(ids);
    }

    private static long[] ids(String phoneme, JsonNode values, int symbols, Path file) throws AlanException {
        require(values.isArray() && !values.isEmpty(), file, Text.of("phoneme_id_map has no ids for \"%s\"", phoneme));
        long[] ids = new long[values.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode value = values.get(i);
            require(
                    value.isIntegralNumber() && value.asLong() >= 0 && value.asLong() < symbols,
                    file,
                    Text.of("phoneme_id_map has a wrong id for \"%s\"", phoneme));
            ids[i] = value.asLong();
        }
        return ids;
    }

    private static float scale(JsonNode inference, String name, float preset, Path file) throws AlanException {
        double value = inference.path(name).asDouble(preset);
        require(value >= 0 && value <= 10, file, Text.of("inference.%s is not between 0 and 10", name));
        return (float) value;
    }

    private static Map<String, Integer> speakerIds(JsonNode root, int speakers, Path file) throws AlanException {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("speaker_id_map").properties()) {
            int id = entry.getValue().asInt(-1);
            require(id >= 0 && id < speakers, file, Text.of("speaker_id_map has a wrong number for \"%s\"", entry.getKey()));
            ids.put(entry.getKey(), id);
        }
        return ids;
    }

    private static String language(JsonNode root) {
        String family = root.path("language").path("family").asText("");
        String code = family.isEmpty() ? root.path("espeak").path("voice").asText("") : family;
        String language = code.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return language.length() == 2 ? language : null;
    }

    private static String describe(JsonNode root) {
        JsonNode language = root.path("language");
        String name = language.path("name_english").asText("");
        String country = language.path("country_english").asText("");
        String quality = root.path("audio").path("quality").asText("");
        String place = name + (country.isEmpty() ? "" : " (" + country + ")");
        return place.isBlank() || quality.isEmpty() ? place + quality : place + ", " + quality;
    }

    private static void require(boolean right, Path file, Text otherwise) throws AlanException {
        if (!right) {
            throw new AlanException(UNUSABLE, file, otherwise);
        }
    }
}
