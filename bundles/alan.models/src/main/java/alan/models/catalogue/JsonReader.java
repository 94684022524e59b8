package alan.models.catalogue;

import alan.api.text.Text;
import alan.models.catalogue.Json.Wrong;
import alan.models.io.Words;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads JSON. What is too large, too deep or too long is refused before it takes memory. */
final class JsonReader {
    /** Bytes. A file full of empty objects takes about fifty times as much memory. */
    private static final int LARGEST = 1 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxNumberLength(100)
                    .maxStringLength(100_000)
                    .maxNameLength(1_000)
                    .build())
            .build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    static Json read(Path file) throws IOException, Wrong {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would be waited for, and a device has no end.
            throw new Wrong(1, Text.of("it is no file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new Wrong(1, Text.of("it is larger than such a file can be"));
            }
            return parse(text);
        }
    }

    static Json parse(byte[] text) throws Wrong {
        try (JsonParser parser = FACTORY.createParser(decoded(text))) {
            return new JsonReader(parser).root();
        } catch (StreamConstraintsException e) {
            throw new Wrong(line(e), Text.of("it is nested too deep, or has a text or a number that is too long"), e);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new Wrong(line(e), Text.of("it is no JSON from column %s on", column), e);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
    }

    private static int line(JsonProcessingException failure) {
        return failure.getLocation() == null ? 1 : failure.getLocation().getLineNr();
    }

    private static String decoded(byte[] text) throws Wrong {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer characters = CharBuffer.allocate(text.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, characters, true).isError()) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += text[i] == '\n' ? 1 : 0;
            }
            throw new Wrong(line, Text.of("it is not text in UTF-8"));
        }
        String decoded = characters.flip().toString();
        return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
    }

    private Json root() throws IOException, Wrong {
        if (parser.nextToken() == null) {
            throw new Wrong(1, Text.of("it is empty"));
        }
        Json root = value(null, false);
        if (parser.nextToken() != null) {
            throw new Wrong(line(), Text.of("there is something after the end"));
        }
        return root;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private Json value(String key, boolean item) throws IOException, Wrong {
        int line = line();
        Object value = switch (parser.currentToken()) {
            case START_OBJECT -> fields();
            case START_ARRAY -> items(key);
            case VALUE_STRING -> whole(parser.getText());
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : parser.getLongValue();
            default -> null;
        };
        return new Json(key, item, line, value);
    }

    /** Half of a character, a surrogate alone, can be written as an escape and could not be written again. */
    private String whole(String text) throws Wrong {
        if (HALF.matcher(text).find()) {
            throw new Wrong(line(), Text.of("a text has half of a character"));
        }
        return text;
    }

    private Map<String, Json> fields() throws IOException, Wrong {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = whole(parser.currentName());
            int line = line();
            parser.nextToken();
            if (fields.put(key, value(key, false)) != null) {
                throw new Wrong(line, Text.of("\"%s\" stands twice in one object", Words.shown(key)));
            }
        }
        return fields;
    }

    private List<Json> items(String key) throws IOException, Wrong {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(key, true));
        }
        return items;
    }
}
