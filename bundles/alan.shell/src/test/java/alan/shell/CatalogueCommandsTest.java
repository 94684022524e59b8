package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.device.Device;
import alan.api.engine.EngineKind;
import alan.api.model.ModelAddition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogueCommandsTest extends CommandsTestBase {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void modelsAreListed() throws Exception {
        assertThat(shell.run("models").lines()).containsExactly(
                "id               kind      size  installed  languages     licence  note",
                "smollm2-135m     llm    98.4 MB  yes        en            MIT      recommended for English",
                "whisper-base     stt   148.0 MB  no         99 languages  MIT      recommended for English",
                "piper-en-us-joe  tts    63.2 MB  no         en            MIT      recommended for English");
        JsonNode document = json.readTree(shell.run("models --json"));
        assertThat(document.at("/0/installed").asBoolean()).isTrue();
        assertThat(document.at("/0/files/smollm2-135m.bin").asText()).isEqualTo("/models/smollm2-135m.bin");
        assertThat(document.at("/1/kind").asText()).isEqualTo("stt");
        assertThat(document.at("/1/bytes").asLong()).isEqualTo(147_951_465);
    }

    @Test
    void modelGetFetchesWhatIsMissing() throws Exception {
        assertThat(shell.run("model-get smollm2-135m whisper-base").lines())
                .containsExactly("smollm2-135m: was installed already, 98.4 MB", "whisper-base: installed, 148.0 MB");
        assertThat(models.installed).contains("whisper-base");
        assertThat(shell.err()).startsWith("whisper-base.bin: 148.0 MB from Hugging Face Hub\n").doesNotContain("smollm2");
    }

    @Test
    void modelGetFetchesNothingWhenAnIdIsWrong() {
        assertThat(failure("model-get whisper-base nonsense")).hasMessageContaining("nonsense");
        assertThat(models.installed).doesNotContain("whisper-base");
    }

    @Test
    void modelRemoveSaysWhatItFreed() throws Exception {
        assertThat(shell.run("model-remove smollm2-135m")).isEqualTo("smollm2-135m: removed, 98.4 MB freed\n");
        assertThat(models.installed).isEmpty();
        assertThat(shell.run("model-remove smollm2-135m")).isEqualTo("smollm2-135m: was not installed\n");
    }

    @Test
    void modelAddPassesEverythingOn() throws Exception {
        String out = shell.run("model-add mine my.gguf --kind llm --engine llama --languages en,es --licence MIT");
        assertThat(out).isEqualTo("mine: added, 1.0 MB, for llm llama\n");
        assertThat(models.added).containsExactly(new ModelAddition(
                "mine", EngineKind.LLM, "llama", folder.resolve("my.gguf").toString(), Set.of("en", "es"), "MIT"));
    }

    @Test
    void modelAddLeavesAnAddressOfTheHubAlone() throws Exception {
        shell.run("model-add mine hub:owner/name/model.gguf");
        assertThat(models.added)
                .containsExactly(new ModelAddition("mine", null, null, "hub:owner/name/model.gguf", Set.of(), null));
    }

    @Test
    void enginesAreListedWithTheirProblems() throws Exception {
        assertThat(shell.run("engines").lines()).containsExactly(
                "kind  name     backend  chosen  state   device  memory   languages     models           used by",
                "stt   whisper           yes     ready   cpu     148 MiB  99 languages  whisper-base     turn 12",
                "llm   llama             yes     ready   cpu     148 MiB  en            smollm2-135m     turn 12",
                "tts   piper             yes     ready   cpu     148 MiB  en            piper-en-us-joe  turn 12",
                "tts   csm      onnx             failed  cpu              en            csm-1b",
                "csm/onnx: The model csm-1b is not installed.");
        JsonNode document = json.readTree(shell.run("engines --json"));
        assertThat(document.at("/3/backend").asText()).isEqualTo("onnx");
        assertThat(document.at("/0/info/languages")).hasSize(99);
    }

    @Test
    void devicesStandBelowTheEngines() throws Exception {
        devices.found = List.of(new Device.Processor("A Processor", 2, List.of("avx512f", "amx_bf16")),
                new Device.Gpu(0, "NVIDIA H100", 78L << 30, 70L << 30, "550.54", "12.4"));
        assertThat(shell.run("engines").lines()).endsWith(
                "cpu: 2 cores, avx512f, amx_bf16", "cuda:0: NVIDIA H100, 78 GiB, 70 GiB free, driver 550.54, CUDA 12.4");
        devices.found = List.of(new Device.Processor("", 1, List.of()));
        assertThat(shell.run("engines").lines()).endsWith("cpu: 1 core");
        assertThat(json.readTree(shell.run("engines --json")).isArray()).isTrue();
    }

    @Test
    void aModelThatThisMachineIsTooSmallForIsMarked() throws Exception {
        models.addSpanish();
        assertThat(shell.run("models").lines())
                .contains("large-llm        llm    5.00 GB  no         en,es         MIT      wants 1152921504.61 GB of memory");
        assertThat(json.readTree(shell.run("models --json")).at("/4/memory").asLong()).isEqualTo(1L << 60);
    }

    @Test
    void whatAnEngineTellsOfItselfStandsInOneLineIfItHasRoom() throws Exception {
        engines.details = new TreeMap<>(Map.of("threads", "2", "context length", "2048"));
        assertThat(shell.run("engines").lines()).contains("llama: context length 2048, threads 2");
        engines.details = new TreeMap<>(Map.of(
                "attic", "no answer from http://10.0.0.7:8080/v1 within 5 s", "kitchen", "http://10.0.0.8:8080/v1 ok 12 ms"));
        assertThat(shell.run("engines").lines()).containsSequence(
                "llama:",
                "  attic   no answer from http://10.0.0.7:8080/v1 within 5 s",
                "  kitchen http://10.0.0.8:8080/v1 ok 12 ms");
    }

    @Test
    void useChoosesAnEngine() throws Exception {
        assertThat(shell.run("use tts csm --backend onnx")).contains("csm");
        assertThat(engines.calls).containsExactly("use tts csm onnx");
    }

    @Test
    void useSetsAnEngineUpAndTellsOfAPause() throws Exception {
        shell.run("use tts csm --backend onnx --precision fp32 --device cpu");
        assertThat(engines.calls).containsExactly("use tts csm onnx {precision=fp32, device=cpu}");
        assertThat(shell.err()).contains("There will be a pause.");
    }

    @Test
    void benchComparesVoicesWithTheFirst() throws Exception {
        List<String> lines = shell.run("bench tts --engines piper,csm/onnx --turns 2 Good morning.").lines().toList();
        assertThat(lines.get(0)).matches("engine +device +precision +load, s +first sound, s +sound, s +real-time factor +× the first +memory");
        assertThat(lines.get(1)).matches("piper +cpu +\\d+\\.\\d\\d +\\d+\\.\\d\\d +1\\.00 +\\d+\\.\\d\\d +1\\.00 +148 MiB");
        assertThat(lines.get(2)).startsWith("csm/onnx");
        assertThat(engines.calls).containsExactly("lease piper", "lease csm/onnx", "release", "release");
    }

    @Test
    void benchMeasuresTheOthersWhereOneCannotBeHad() {
        CommandFailed failure = failure("bench tts --backends onnx,djl");
        assertThat(failure).hasMessage("Not every engine could be measured.");
        assertThat(shell.out()).contains("csm/onnx");
        assertThat(shell.err()).contains("csm/djl: There is no tts engine 'csm/djl'.");
        assertThat(engines.calls).endsWith("release");
    }

    @Test
    void benchIsOfVoicesOnly() {
        assertThat(failure("bench llm")).hasMessage("Only voices can be compared; write alan:bench tts.").extracting(CommandFailed::status).isEqualTo(2);
        assertThat(failure("bench tts --turns 0").status()).isEqualTo(2);
    }

    @Test
    void useOfAnUnknownKindNamesTheKinds() {
        CommandFailed failure = failure("use voice csm");
        assertThat(failure).hasMessage("There is no kind of engine voice; there are vad, stt, llm, tts, speaker, wake.");
        assertThat(failure.status()).isEqualTo(2);
    }

    @Test
    void devicesAreListed() throws Exception {
        assertThat(shell.run("devices").lines())
                .containsExactly("microphones:", "  Webcam microphone", "speakers: none");
        assertThat(shell.err()).contains("libasound2");
        assertThat(json.readTree(shell.run("devices --json")).at("/inputs/0").asText()).isEqualTo("Webcam microphone");
    }

    @Test
    void helpListsEveryCommand() throws Exception {
        String out = shell.run("help");
        Commands.all().keySet().forEach(name -> assertThat(out).contains("alan:" + name + " "));
    }

    @Test
    void helpShowsTheUsageOfACommandAsItsOwnHelpDoes() throws Exception {
        for (String name : Commands.all().keySet()) {
            String usage = shell.run("alan:" + name + " --help");
            assertThat(usage).startsWith("Usage: alan:" + name + " ").contains("--help");
            assertThat(shell.run("help alan:" + name)).isEqualTo(usage);
            assertThat(shell.run("help " + name)).isEqualTo(usage);
        }
    }

    @Test
    void helpOfAnUnknownCommandFails() {
        assertThat(failure("help nonsense")).hasMessage("There is no command nonsense; alan:help lists them.");
    }

    @Test
    void outputCanBeRedirectedToAFile() throws Exception {
        shell.run("models > list.txt");
        assertThat(folder.resolve("list.txt")).content().startsWith("id ").contains("whisper-base");
        assertThat(shell.out()).isEmpty();
    }
}
