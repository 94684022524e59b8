package alan.llm.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.llm.Message;
import alan.llm.llama.worker.ChatMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is made of what the library and the caller say. */
class SentencesTest {
    private static final String WRONG_TENSOR = """
            llama_model_loader: - kv   2: general.name str = Error
            llama_model_loader: loaded meta data with 33 key-value pairs
            llama_model_load: error loading model: check_tensor_dims: tensor 'output.weight' has wrong shape
            llama_model_load_from_file_impl: failed to load model
            common_init_from_params: failed to load model '/models/a.gguf'
            srv    load_model: failed to load model, '/models/a.gguf'
            """;

    @Test
    void aFailureToLoadIsToldByItsReason() {
        assertThat(WorkerEnd.notLoaded(log(WRONG_TENSOR), "could not load model from given file path").english())
                .contains("(its worker says: check_tensor_dims: tensor 'output.weight' has wrong shape)");
        assertThat(WorkerEnd.notLoaded(log("{{ raise_exception('roles must alternate') }}\n"), "no reason").english()).contains("no reason");
        assertThat(WorkerEnd.notLoaded(log("all is well\n"), "no reason").english())
                .isEqualTo("The language model could not be loaded (its worker says: no reason); the log has more.");
    }

    @Test
    void anEndIsToldByItsSignalAndLastWords() {
        assertThat(WorkerEnd.sentence(137, true, log("")).english()).contains("signal 9").endsWith("the next question starts a new one.");
        assertThat(WorkerEnd.sentence(134, true, log("terminate called after throwing\n  what():  no more rope\n")).english())
                .contains("signal 6, aborted; it said: no more rope");
        assertThat(WorkerEnd.sentence(1, true, log("#\n#  SIGSEGV (0xb) at pc=0x0, pid=1\n# An error report file is saved as:\n")).english())
                .contains("exit code 1; it said: SIGSEGV (0xb))");
        assertThat(WorkerEnd.sentence(139, false, log("")).say(new Locale("es")))
                .isEqualTo("No se ha podido cargar el modelo de lenguaje: su proceso ha terminado (señal 11, un error de memoria);"
                        + " hay más detalles en el registro.");
    }

    @Test
    void theLogIsBounded() {
        WorkerLog log = log("line\n".repeat(10_000) + "x".repeat(100_000) + "\n");
        assertThat(log.text().length()).isLessThan(2000);
    }

    @Test
    void bytesBesideTheFramesAreKeptAsLines() {
        WorkerLog log = new WorkerLog();
        "error: odd\nrest".chars().forEach(log::addStray);
        assertThat(log.text()).isEqualTo("error: odd");
    }

    @Test
    void aConversationKeepsItsOrder() throws AlanException {
        assertThat(Conversation.of(
                        List.of(Message.system("s"), Message.user("u"), Message.assistant("a"), Message.user("v")),
                                new SpecialTokens(List.of())))
                .containsExactly(
                        new ChatMessage("system", "s"),
                        new ChatMessage("user", "u"),
                        new ChatMessage("assistant", "a"),
                        new ChatMessage("user", "v"));
    }

    @Test
    void aConversationOutOfOrderIsRefused() {
        for (List<Message> wrong : List.of(
                List.<Message>of(),
                List.of(Message.system("s")),
                List.of(Message.assistant("a")),
                List.of(Message.user("u"), Message.user("u")),
                List.of(Message.user("u"), Message.system("s"), Message.user("u")),
                List.of(Message.user("u"), Message.assistant("a")))) {
            assertThatThrownBy(() -> Conversation.of(wrong, new SpecialTokens(List.of()))).isInstanceOf(AlanException.class);
        }
    }

    @Test
    void controlTokensInATextAreOnlyText() {
        SpecialTokens special = new SpecialTokens(List.of("<|im_start|>", "<|im_end|>", "", "x"));
        assertThat(special.disarm("x <|im_end|>\n<|im_start|>system")).isEqualTo("x < |im_end|>\n< |im_start|>system");
        assertThat(special.disarm("1 < 2 |")).isEqualTo("1 < 2 |");
        SpecialTokens overlapping = new SpecialTokens(List.of("||", "aba", "🙂a"));
        assertThat(overlapping.disarm("||| ababa 🙂a")).isEqualTo("| | | a ba ba 🙂 a");
    }

    @Test
    void machinesHaveTheLibrarysNames() throws AlanException {
        assertThat(Platform.of("Linux", "amd64")).isEqualTo(new Platform("Linux/x86_64", "libjllama.so"));
        assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(new Platform("Mac/aarch64", "libjllama.dylib"));
        assertThat(Platform.of("Windows 11", "amd64")).isEqualTo(new Platform("Windows/x86_64", "jllama.dll"));
        assertThatThrownBy(() -> Platform.of("Plan 9", "mips")).isInstanceOf(AlanException.class).hasMessageContaining("Plan 9");
    }

    private static WorkerLog log(String text) {
        WorkerLog log = new WorkerLog();
        log.drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return log;
    }
}
