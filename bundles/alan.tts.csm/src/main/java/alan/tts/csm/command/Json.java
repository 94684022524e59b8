package alan.tts.csm.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Arrays;

/** JSON documents, with a line for each element of a list; a frame, however many codes it has, is such an element. */
final class Json {
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(int[].class, new FrameSerializer()))
            .build()
            .writer(new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private Json() {}

    /** {@return a document} @param value a record, map, list, text, number, … */
    static String text(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON of " + value.getClass(), e);
        }
    }

    /** Writes a frame's codes in one line. */
    private static final class FrameSerializer extends StdSerializer<int[]> {
        private static final long serialVersionUID = 1L;

        FrameSerializer() {
            super(int[].class);
        }

        @Override
        public void serialize(int[] frame, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRawValue(Arrays.toString(frame));
        }
    }
}
