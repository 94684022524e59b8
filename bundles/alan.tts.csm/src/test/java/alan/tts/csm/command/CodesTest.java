package alan.tts.csm.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodesTest {
    private static final List<int[]> FRAMES = List.of(new int[] {1, 2, 3}, new int[] {0, 0, 0});

    @Test
    void theDocumentHasWhatCanBeCompared() throws Exception {
        JsonNode document = new ObjectMapper().readTree(Json.text(new Codes(FRAMES, Codes.EOS, 7L, new Timings(1, 2, 3, 4, 5, 6, 7.0, 8))));
        assertThat(document.fieldNames()).toIterable().containsExactly("frames", "stopped", "seed", "timings");
        assertThat(document.path("frames").toString()).isEqualTo("[[1,2,3],[0,0,0]]");
        assertThat(document.path("stopped").asText()).isEqualTo("eos");
        assertThat(document.path("seed").asLong()).isEqualTo(7);
        assertThat(document.path("timings").toString()).isEqualTo("{\"load\":1.0,\"encode\":2.0,\"prefill\":3.0,\"first_frame\":4.0,\"frames\":5.0,"
                + "\"decode\":6.0,\"real_time_factor\":7.0,\"frames_per_second\":8.0}");
    }

    @Test
    void aFrameIsALine() {
        String text = Json.text(new Codes(FRAMES, Codes.LENGTH, null, null));
        assertThat(text.lines().map(String::strip)).containsSubsequence("[1, 2, 3],", "[0, 0, 0]");
        assertThat(text).contains("\"seed\" : null");
    }
}
