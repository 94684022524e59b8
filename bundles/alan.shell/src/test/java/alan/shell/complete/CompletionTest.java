package alan.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import alan.shell.Commands;
import alan.shell.complete.Completion.NamedOption;
import alan.shell.fake.FakeAudio;
import alan.shell.fake.FakeCompanion;
import alan.shell.fake.FakeEngines;
import alan.shell.fake.FakeModels;
import alan.shell.fake.FakeProfiles;
import alan.shell.fake.FakeVoices;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final FakeModels models = new FakeModels();
    private final Completion completion = new Completion(
            new Values(FakeCompanion::new, FakeEngines::new, () -> models, FakeAudio::new, () -> List.of(new FakeVoices("am_adam", "ef_dora")),
                    FakeProfiles::new));

    @Test
    void everyCommandHasADescriptionAndEveryOptionToo() {
        assertThat(completion.descriptions().keySet()).isEqualTo(new java.util.TreeSet<>(Commands.all().keySet()));
        assertThat(completion.descriptions().values()).doesNotContain("");
        for (String command : Commands.all().keySet()) {
            assertThat(completion.options(command))
                    .extracting(NamedOption::description)
                    .isNotEmpty()
                    .doesNotContain("")
                    .noneMatch(text -> text.contains("${"));
        }
    }

    @Test
    void optionsComeFromTheModelNegatedOnesToo() {
        assertThat(completion.options("ask"))
                .flatExtracting(NamedOption::longNames)
                .containsExactlyInAnyOrder(
                        "help", "json", "language", "no-play", "no-speech", "out", "persona", "play", "voice");
        assertThat(completion.options("ask")).flatExtracting(NamedOption::shortNames).contains("h", "o", "v");
    }

    @Test
    void modelsAreThoseThatTheCommandCanTake() {
        assertThat(values("model-get", "")).containsExactly("piper-en-us-joe", "whisper-base");
        assertThat(values("alan:model-get", "whisper-base", "")).containsExactly("piper-en-us-joe", "whisper-base");
        assertThat(values("model-remove", "")).containsExactly("smollm2-135m");
    }

    @Test
    void namesToUseFollowTheKind() {
        assertThat(values("use", "")).containsExactly("llm", "speaker", "stt", "tts", "vad", "wake");
        assertThat(values("use", "tts", "")).containsExactly("csm", "piper");
        assertThat(values("use", "llm", "")).containsExactly("llama", "smollm2-135m");
        assertThat(values("use", "tts", "csm", "--backend", "")).containsExactly("onnx");
        assertThat(values("use", "--backend", "onnx", "tts", "")).containsExactly("csm", "piper");
    }

    @Test
    void valuesOfOptionsAreThoseThatThereAre() {
        assertThat(values("ask", "--persona", "p")).containsExactly("alan", "pirate");
        assertThat(values("ask", "-v", "")).containsExactly("am_adam", "ef_dora", "en_US-joe-medium", "marta");
        assertThat(values("persona-new", "leo", "--voice", "")).contains("ef_dora", "marta");
        assertThat(values("alan:voice-show", "")).containsExactly("marta");
        assertThat(values("voice-pin", "")).containsExactly("marta");
        assertThat(values("voice-pin", "marta", "")).isEmpty();
        assertThat(values("hear", "a.wav", "--language", "")).hasSize(99).contains("en");
        assertThat(values("talk", "--input", "")).containsExactly("Webcam microphone", "default", "file:", "null");
        assertThat(values("help", "")).contains("alan:ask", "alan:model-get");
    }

    @Test
    void filesAreFiles() {
        assertThat(completion.at(List.of("hear", ""), 1).files()).isTrue();
        assertThat(completion.at(List.of("ask", "hello", "--out", ""), 3).files()).isTrue();
        assertThat(completion.at(List.of("demo", "--json", ""), 2).files()).isTrue();
        assertThat(completion.at(List.of("model-add", "mine", ""), 2).files()).isTrue();
        assertThat(completion.at(List.of("model-add", ""), 1).files()).isFalse();
        assertThat(completion.at(List.of("voice-export", "marta", ""), 2).files()).isTrue();
        assertThat(completion.at(List.of("voice-import", ""), 1).files()).isTrue();
    }

    @Test
    void aFlagDoesNotTakeTheNextWord() {
        assertThat(values("models", "--json", "")).isEmpty();
        assertThat(completion.at(List.of("hear", "--words", ""), 2).files()).isTrue();
    }

    @Test
    void withoutServicesThereAreNoValues() {
        Completion bare = new Completion(new Values(() -> null, () -> null, () -> null, () -> null, () -> null, () -> null));
        assertThat(bare.at(List.of("use", "tts", ""), 2).values()).isEmpty();
        assertThat(bare.at(List.of("ask", "--voice", ""), 2).values()).isEmpty();
        assertThat(bare.at(List.of("nonsense", ""), 1).values()).isEmpty();
    }

    private List<String> values(String... words) {
        return completion.at(List.of(words), words.length - 1).values();
    }
}
