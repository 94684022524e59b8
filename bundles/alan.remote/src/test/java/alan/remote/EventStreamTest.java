package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static List<String> events(ByteSource bytes) throws Exception {
        EventStream stream = new EventStream(bytes);
        List<String> all = new ArrayList<>();
        for (String next = stream.next(); next != null; next = stream.next()) {
            all.add(next);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyKindOfLineEndIsUnderstoodWhereverTheNetworkCuts(String end) throws Exception {
        String stream = String.join(end, ": ping", "data: {\"a\":1}", "", "event: x", "id: 7", "retry: 10", "data:dos", "data: líneas", "", "",
                "data: [DONE]", "", "");
        assertThat(events(Answers.of(stream))).containsExactly("{\"a\":1}", "dos\nlíneas", "[DONE]");
        assertThat(events(Answers.trickled(stream))).containsExactly("{\"a\":1}", "dos\nlíneas", "[DONE]");
    }

    @Test
    void aMarkAtTheBeginningAndAMissingEndDoNoHarm() throws Exception {
        assertThat(events(Answers.of("\ufeffdata: a\n\ndata: b"))).containsExactly("a", "b");
    }

    @Test
    void eventsWithoutDataAreNone() throws Exception {
        assertThat(events(Answers.of("event: ping\n\n: only a comment\n\n\n"))).isEmpty();
    }

    @Test
    void errorsThatOldServersWriteAsAFieldOrAsTheyAreComeThrough() throws Exception {
        assertThat(events(Answers.of("data: a\n\nerror: {\"message\":\"m\"}\n\n{\"error\":\"n\"}\n")))
                .containsExactly("a", "{\"error\":{\"message\":\"m\"}}",
                "{\"error\":\"n\"}");
    }

    @Test
    void aLineWithoutEndIsRefused() {
        List<byte[]> endless = Collections.nCopies(40, new byte[1 << 16]);
        assertThatThrownBy(() -> new EventStream(Answers.of(endless)).next()).isInstanceOf(EventStream.TooLongException.class);
    }

    @Test
    void anEventOfManyLinesWithoutEndIsRefused() {
        List<byte[]> endless = Collections.nCopies(100, ("data: " + "x".repeat(1 << 16) + "\n").getBytes());
        assertThatThrownBy(() -> new EventStream(Answers.of(endless)).next()).isInstanceOf(EventStream.TooLongException.class);
    }
}
