package alan.wyoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code events.bin} is what the reference library writes, and {@code events.jsonl} what it means; {@code events.py} beside them made both. */
class EventReaderTest {
    static final Path REFERENCE = Path.of("src", "test", "resources", "alan", "wyoming");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<WyomingEvent> meant() throws IOException {
        List<WyomingEvent> events = new ArrayList<>();
        for (String line : Files.readAllLines(REFERENCE.resolve("events.jsonl"))) {
            JsonNode event = JSON.readTree(line);
            events.add(new WyomingEvent(event.get("type").textValue(), (ObjectNode) event.get("data"),
                    Base64.getDecoder().decode(event.get("payload").textValue())));
        }
        return events;
    }

    static List<WyomingEvent> readAll(InputStream in) throws Exception {
        EventReader reader = new EventReader(in, 1 << 20, 1 << 20);
        List<WyomingEvent> events = new ArrayList<>();
        for (WyomingEvent event = reader.read(); event != null; event = reader.read()) {
            events.add(event);
        }
        return events;
    }

    private static WyomingEvent read(String bytes) throws Exception {
        return new EventReader(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)), 100, 100).read();
    }

    @Test
    void everyEventOfTheReferenceLibraryIsReadEqual() throws Exception {
        List<WyomingEvent> meant = meant();
        assertThat(meant).hasSizeGreaterThan(70);
        assertThat(readAll(Files.newInputStream(REFERENCE.resolve("events.bin")))).isEqualTo(meant);
    }

    @Test
    void whatIsWrittenIsReadEqual() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventWriter writer = new EventWriter(out);
        for (WyomingEvent event : meant()) {
            writer.write(event);
        }
        assertThat(readAll(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(meant());
    }

    @Test
    void aStreamThatComesByteByByteIsReadTheSame() throws Exception {
        InputStream slow = new InputStream() {
            private final InputStream in = Files.newInputStream(REFERENCE.resolve("events.bin"));

            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return in.read(into, from, Math.min(length, 1));
            }
        };
        assertThat(readAll(slow)).isEqualTo(meant());
    }

    @Test
    void aFrameThatIsCutAtAnyByteIsAnEndOrASentence() throws Exception {
        WyomingEvent event = meant().stream().filter(each -> each.payload().length > 100).findFirst().orElseThrow();
        byte[] frame = EventWriter.bytes(event);
        for (int length = 0; length < frame.length; length++) {
            EventReader reader = new EventReader(new ByteArrayInputStream(Arrays.copyOf(frame, length)), 1000, 1000);
            if (length == 0) {
                assertThat(reader.read()).isNull();
            } else {
                assertThatThrownBy(reader::read).as("cut at " + length).isInstanceOf(WyomingException.class)
                        .hasMessage("The connection ended in the middle of an event.");
            }
        }
        assertThat(new EventReader(new ByteArrayInputStream(frame), 1000, 1000).read()).isEqualTo(event);
    }

    @Test
    void dataGoesOverTheHeadersKeyByKey() throws Exception {
        WyomingEvent event = read("{\"type\":\"a\",\"data\":{\"x\":{\"y\":1},\"z\":2},\"data_length\":14}\n{\"x\":{\"w\":3}}\n");
        assertThat(event.data()).isEqualTo(JSON.readTree("{\"x\":{\"w\":3},\"z\":2}"));
    }

    @Test
    void anythingMoreThanTheCallerAllowsIsRefused() throws Exception {
        assertThat(read("{\"type\":\"a\",\"payload_length\":100}\n" + "x".repeat(100)).payload()).hasSize(100);
        assertThatThrownBy(() -> read("{\"type\":\"a\",\"payload_length\":101}\n" + "x".repeat(101)))
                .hasMessage("The payload_length of an event is more than 100 bytes.")
                .satisfies(e -> assertThat(((WyomingException) e).code()).isEqualTo(ErrorCode.TOO_LARGE));
        assertThatThrownBy(() -> read("{\"type\":\"a\",\"data_length\":101}\n" + "x".repeat(101)))
                .hasMessage("The data_length of an event is more than 100 bytes.");
    }

    @Test
    void aLineMayHave64KiBWithItsEnd() throws Exception {
        String begin = "{\"type\":\"a\",\"data\":{\"t\":\"";
        String end = "\"}}\n";
        String fits = begin + "x".repeat(EventReader.MOST_LINE - begin.length() - end.length()) + end;
        assertThat(read(fits).data().get("t").textValue()).hasSize(EventReader.MOST_LINE - begin.length() - end.length());
        assertThatThrownBy(() -> read(" " + fits)).hasMessage("The first line of an event is longer than 65,536 bytes.");
    }

    @Test
    void aLineWithoutAnEndIsNotKept() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        assertThatThrownBy(() -> new EventReader(endless, 100, 100).read()).isInstanceOf(WyomingException.class);
    }

    @Test
    void aLengthThatIsNoneIsRefusedBeforeAnythingIsRead() {
        for (String length : List.of("-1", "1.5", "5.0", "\"5\"", "true", "[]", "{}", "-99999999999999999999999999")) {
            for (String key : List.of("data_length", "payload_length")) {
                assertThatThrownBy(() -> read("{\"type\":\"a\",\"" + key + "\":" + length + "}\n")).as(length)
                        .hasMessage("The " + key + " of an event is not a number of bytes.");
            }
        }
        assertThatThrownBy(() -> read("{\"type\":\"a\",\"payload_length\":NaN}\n")).isInstanceOf(WyomingException.class);
        assertThatThrownBy(() -> read("{\"type\":\"a\",\"payload_length\":9223372036854775808}\n")).hasMessageContaining("more than 100 bytes");
    }

    @Test
    void noDataIsAsGoodAsNone() throws Exception {
        assertThat(read("{\"type\":\"synthesize-start\"}\n").data()).isEmpty();
        assertThat(read("{\"type\":\"synthesize-start\",\"data\":null}\n").data()).isEmpty();
        assertThat(read("{\"type\":\"synthesize-start\",\"data\":null,\"data_length\":10}\n{\"a\":1234}").data()).hasSize(1);
        assertThat(read("{\"type\":\"synthesize-start\",\"data_length\":4}\nnull").data()).isEmpty();
    }

    @Test
    void nothingIsNeverWrittenAsNull() {
        assertThat(new String(EventWriter.bytes(new WyomingEvent("ping")), StandardCharsets.UTF_8)).isEqualTo("{\"type\":\"ping\"}\n");
        assertThat(new String(EventWriter.bytes(Events.transcript("á", null)), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"transcript\",\"data_length\":13}\n{\"text\":\"á\"}");
    }

    @Test
    void halfACharacterIsWrittenAsAQuestionMark() throws Exception {
        byte[] frame = EventWriter.bytes(Events.handled("a\ud83d", null));
        assertThat(readAll(new ByteArrayInputStream(frame)).get(0).data().get("text").textValue()).isEqualTo("a?");
    }
}
