package alan.voices;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.voice.Consent;
import alan.api.voice.VoiceProfile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoProcessesIT extends VoiceStoreTestBase {
    @Test
    void doNotSpoilEachOthersWork() throws Exception {
        installation.write(data);
        List<Process> rivals = List.of(Processes.start(Rival.class, data.toString(), "one"), Processes.start(Rival.class, data.toString(), "two"));
        List<BufferedReader> outs = rivals.stream().map(each -> each.inputReader(StandardCharsets.UTF_8)).toList();
        for (BufferedReader out : outs) {
            assertThat(out.readLine()).isEqualTo("ready");
        }
        for (Process rival : rivals) {
            rival.getOutputStream().write('\n');
            rival.getOutputStream().flush();
        }
        List<String> made = new ArrayList<>();
        for (int i = 0; i < rivals.size(); i++) {
            List<String> lines = outs.get(i).lines().toList();
            assertThat(rivals.get(i).waitFor()).isZero();
            assertThat(lines).endsWith("done");
            made.addAll(lines.subList(0, lines.size() - 1));
        }
        // Each voice was made by one of both.
        List<String> all = IntStream.range(0, Rival.VOICES).mapToObj(i -> "voice-" + i).toList();
        assertThat(made).containsExactlyInAnyOrderElementsOf(all);
        List<VoiceProfile> voices = store().list();
        assertThat(voices).extracting(VoiceProfile::name).containsExactlyInAnyOrderElementsOf(all);
        assertThat(voices).allMatch(each -> each.consent().state() == Consent.State.REVOKED && each.pinned().equals(List.of(2)));
        // No line of the list was lost: each of the 40 receipts is void, and the last of each voice was taken back.
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(data.resolve("voices-revoked.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines.stream().map(line -> line.get("id").asText()).distinct()).hasSize(1 + 2 * Rival.VOICES);
        assertTidy();
    }
}
