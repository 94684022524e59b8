package alan.models.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value that knows its line, so that what is wrong with it can be said with a line number. Reading is strict: UTF-8, no
 * comments, no key twice in one object, nothing after the end.
 */
public final class Json {
    private static final long LARGEST = 16 << 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private final String name;
    private final int line;
    private final Object value;

    private Json(String name, int line, Object value) {
        this.name = name;
        this.line = line;
        this.value = value;
    }

    /** Something is wrong with the text. The message has no file name and no line yet. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        Wrong(int line, String what) {
            super(what);
            this.line = line;
        }

        /** {@return the line, from 1} */
        public int line() {
            return line;
        }
    }

    /**
     * Reads a file.
     *
     * @param file in UTF-8
     * @return its value
     * @throws IOException when it cannot be read
     * @throws Wrong when it is no JSON
     */
    public static Json read(Path file) throws IOException, Wrong {
        if (Files.size(file) > LARGEST) {
            throw new Wrong(1, "it is larger than such a file can be");
        }
        return parse(Files.readAllBytes(file));
    }

    /**
     * Reads a text.
     *
     * @param text in UTF-8
     * @return its value
     * @throws Wrong when it is no JSON
     */
    public static Json parse(byte[] text) throws Wrong {
        String decoded;
        try {
            decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException e) {
            throw new Wrong(1, "it is not text in UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(decoded)) {
            if (parser.nextToken() == null) {
                throw new Wrong(1, "it is empty");
            }
            Json root = value("the file", parser);
            if (parser.nextToken() != null) {
                throw new Wrong(parser.currentTokenLocation().getLineNr(), "there is something after the end");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new Wrong(line, "it is no JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new Wrong(1, "it is no JSON: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static Json value(String name, JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        Object value = switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser);
            case START_ARRAY -> items(name, parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> null;
        };
        return new Json(name, line, value);
    }

    private static Map<String, Json> fields(JsonParser parser) throws IOException {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            fields.put(key, value('"' + key + '"', parser));
        }
        return fields;
    }

    private static List<Json> items(String name, JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value("an item of " + name, parser));
        }
        return items;
    }

    /** {@return the line that it begins on, from 1} */
    public int line() {
        return line;
    }

    /** {@return something to throw} @param what is wrong with this value */
    public Wrong wrong(String what) {
        return new Wrong(line, what);
    }

    /** {@return its fields by name, in order} @throws Wrong when it is no object */
    @SuppressWarnings("unchecked")
    public Map<String, Json> fields() throws Wrong {
        if (value instanceof Map) {
            return (Map<String, Json>) value;
        }
        throw wrong(name + " must be an object in {}");
    }

    /**
     * {@return its fields, which may have these keys only}
     *
     * @param keys that are known
     * @throws Wrong when it is no object or has others
     */
    Map<String, Json> fields(String... keys) throws Wrong {
        List<String> known = Arrays.asList(keys);
        for (Map.Entry<String, Json> field : fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                throw field.getValue()
                        .wrong("\"" + field.getKey() + "\" is not known here; known are " + String.join(", ", keys));
            }
        }
        return fields();
    }

    /** {@return a field that must be there} @param key of the field @throws Wrong when it is missing */
    Json field(String key) throws Wrong {
        Json field = fields().get(key);
        if (field == null) {
            throw wrong("\"" + key + "\" is missing");
        }
        return field;
    }

    /** {@return its items} @throws Wrong when it is no array */
    @SuppressWarnings("unchecked")
    public List<Json> items() throws Wrong {
        if (value instanceof List) {
            return (List<Json>) value;
        }
        throw wrong(name + " must be a list in []");
    }

    /** {@return its text} @throws Wrong when it is no string */
    public String text() throws Wrong {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(name + " must be a text in quotes");
    }

    /** {@return its number, not negative} @throws Wrong when it is something else */
    public long size() throws Wrong {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw wrong(name + " must be a whole number, 0 or more");
    }
}
