package alan.models.catalogue;

import alan.api.text.Text;
import alan.models.io.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A JSON value that knows its line, so that what is wrong with it can be said with a line number. Reading is strict: UTF-8 (with or
 * without a byte order mark), no comments, no key twice in one object, nothing after the end. No more than 1 MiB, 50 levels, and 100,000
 * characters a text.
 */
public final class Json {
    private final String key;
    private final boolean item;
    private final int line;
    private final Object value;

    /** @param key of the field; {@code null} for the root @param item whether it stands in the field's list @param value a map, list, text, number */
    Json(String key, boolean item, int line, Object value) {
        this.key = key;
        this.item = item;
        this.line = line;
        this.value = value;
    }

    /** Something is wrong with the text. What it says has no file name and no line yet. */
    public static final class Wrong extends Exception implements Text.Told {
        private static final long serialVersionUID = 1L;
        private final int line;
        private final transient Text text;

        Wrong(int line, Text what, Throwable cause) {
            super(what.english(), cause);
            this.line = line;
            this.text = what;
        }

        Wrong(int line, Text what) {
            this(line, what, null);
        }

        /** {@return the line, from 1} */
        public int line() {
            return line;
        }

        /** {@return what is wrong} */
        @Override
        public Text text() {
            return text;
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
        return JsonReader.read(file);
    }

    /**
     * Reads a text.
     *
     * @param text in UTF-8
     * @return its value
     * @throws Wrong when it is no JSON
     */
    public static Json parse(byte[] text) throws Wrong {
        return JsonReader.parse(text);
    }

    /** {@return what it is, for people} */
    private Text name() {
        Text field = key == null ? Text.of("the file") : Text.of("\"%s\"", Words.shown(key));
        return item ? Text.of("an item of %s", field) : field;
    }

    /** {@return the line that it begins on, from 1} */
    public int line() {
        return line;
    }

    /** {@return something to throw} @param what is wrong with this value */
    public Wrong wrong(Text what) {
        return new Wrong(line, what);
    }

    /** {@return its fields by name, in order} @throws Wrong when it is no object */
    @SuppressWarnings("unchecked")
    public Map<String, Json> fields() throws Wrong {
        if (value instanceof Map) {
            return (Map<String, Json>) value;
        }
        throw wrong(Text.of("%s must be an object in {}", name()));
    }

    /**
     * {@return its fields, which may have these keys only}
     *
     * @param keys that are known
     * @throws Wrong when it is no object or has others
     */
    Map<String, Json> fields(String... keys) throws Wrong {
        return fields(key -> false, keys);
    }

    /**
     * {@return its fields, which may have these keys only}
     *
     * @param others that are known, too
     * @param keys that are known
     * @throws Wrong when it is no object or has others
     */
    Map<String, Json> fields(Predicate<String> others, String... keys) throws Wrong {
        List<String> known = Arrays.asList(keys);
        for (Map.Entry<String, Json> field : fields().entrySet()) {
            if (!known.contains(field.getKey()) && !others.test(field.getKey())) {
                throw field.getValue().wrong(Text.of("\"%s\" is not known here; known are %s", Words.shown(field.getKey()),
                        String.join(", ", keys)));
            }
        }
        return fields();
    }

    /** {@return a field that must be there} @param key of the field @throws Wrong when it is missing */
    Json field(String key) throws Wrong {
        Json field = fields().get(key);
        if (field == null) {
            throw wrong(Text.of("\"%s\" is missing", key));
        }
        return field;
    }

    /** {@return its items} @throws Wrong when it is no array */
    @SuppressWarnings("unchecked")
    public List<Json> items() throws Wrong {
        if (value instanceof List) {
            return (List<Json>) value;
        }
        throw wrong(Text.of("%s must be a list in []", name()));
    }

    /** {@return its text} @throws Wrong when it is no string */
    public String text() throws Wrong {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(Text.of("%s must be a text in quotes", name()));
    }

    /** {@return its number, not negative} @throws Wrong when it is something else */
    public long size() throws Wrong {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw wrong(Text.of("%s must be a whole number, 0 or more", name()));
    }
}
