package alan.shell.output;

import alan.api.engine.EngineKind;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;

/** JSON documents. Records become objects; instants, paths and kinds of engine become text. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new ToStringSerializer(Instant.class))
                    .addSerializer(Path.class, new ToStringSerializer(Path.class))
                    .addSerializer(EngineKind.class, new KindSerializer()))
            .build();

    private Json() {}

    /**
     * {@return a document}
     *
     * @param value a record, map, list, text, number, …
     */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON of " + value.getClass(), e);
        }
    }

    /**
     * Prints a document and a line end.
     *
     * @param out where to
     * @param value as in {@link #text}
     */
    public static void print(PrintStream out, Object value) {
        out.println(text(value));
    }

    private static final class KindSerializer extends StdSerializer<EngineKind> {
        private static final long serialVersionUID = 1L;

        KindSerializer() {
            super(EngineKind.class);
        }

        @Override
        public void serialize(EngineKind kind, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(kind.id());
        }
    }
}
