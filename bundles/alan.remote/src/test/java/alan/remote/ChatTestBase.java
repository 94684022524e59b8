package alan.remote;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import alan.api.AlanException;
import alan.api.llm.GenerationOptions;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.testing.ScriptedEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** An engine, and two servers that it may be pointed at. */
@Timeout(60)
abstract class ChatTestBase {
    static final String CHAT = "/v1/chat/completions";
    static final GenerationOptions OPTIONS = new GenerationOptions(50, 0.3, 0.9, 1.05, 7L, List.of("###"));

    final ScriptedEndpoint first = ScriptedEndpoint.start().chat(question -> "Uno dos tres.");
    final ScriptedEndpoint second = ScriptedEndpoint.start().chat(question -> "El segundo responde.");
    final RemoteLanguageModel engine = new RemoteLanguageModel();
    final List<ConfiguredEndpoint> configured = new ArrayList<>();

    @AfterEach
    void end() {
        engine.deactivate();
        first.close();
        second.close();
    }

    ConfiguredEndpoint endpoint(String name, ScriptedEndpoint server, String... more) {
        List<String> keys = new ArrayList<>(List.of("url", server.url(), "chat.model", "modelo", "retries", "0"));
        keys.addAll(List.of(more));
        ConfiguredEndpoint endpoint = TestEndpoints.of(name, keys.toArray(String[]::new));
        engine.addEndpoint(endpoint);
        configured.add(endpoint);
        return endpoint;
    }

    TokenStream ask(String question) throws AlanException {
        engine.load();
        return engine.generate(List.of(Message.system("Responde en español."), Message.user(question)), OPTIONS);
    }

    static String read(TokenStream answer) throws AlanException {
        try (answer) {
            StringBuilder text = new StringBuilder();
            for (String piece = answer.next(); piece != null; piece = answer.next()) {
                text.append(piece);
            }
            return text.toString();
        }
    }

    String failure(String question) {
        return catchThrowableOfType(AlanException.class, () -> read(ask(question))).getMessage();
    }

    static String next(TokenStream answer) {
        try {
            return String.valueOf(answer.next());
        } catch (AlanException e) {
            return e.getMessage();
        }
    }
}
