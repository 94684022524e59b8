package alan.perform;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.api.engine.EngineInfo;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.llm.GenerationOptions;
import alan.api.llm.LanguageModel;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.api.text.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A language model that answers what it was told to, and the register that has it. */
final class ScriptedModel implements Engines, LanguageModel {
    final List<List<Message>> asked = new ArrayList<>();
    final List<GenerationOptions> options = new ArrayList<>();
    final List<String> leases = new ArrayList<>();
    final Deque<String> answers = new ArrayDeque<>();
    int context = 2_048;

    ScriptedModel(String... answers) {
        this.answers.addAll(List.of(answers));
    }

    @Override
    public <E extends Engine> Lease<E> lease(Class<E> contract, String engine, String language, String holder) {
        leases.add("take " + language);
        return new Lease<>() {
            @Override
            public E engine() {
                return contract.cast(ScriptedModel.this);
            }

            @Override
            public String name() {
                return "llama";
            }

            @Override
            public void close() {
                leases.add("give back");
            }
        };
    }

    @Override
    public TokenStream generate(List<Message> messages, GenerationOptions wanted) {
        asked.add(messages);
        options.add(wanted);
        Deque<String> words = new ArrayDeque<>(List.of(answers.isEmpty() ? "" : answers.remove()));
        return new TokenStream() {
            @Override
            public String next() {
                return words.poll();
            }

            @Override
            public Finish finish() {
                return Finish.STOP;
            }

            @Override
            public int promptTokens() {
                return 1;
            }

            @Override
            public int generatedTokens() {
                return 1;
            }

            @Override
            public void close() {
                words.clear();
            }
        };
    }

    @Override
    public int contextLength() {
        return context;
    }

    @Override
    public int countTokens(List<Message> messages) {
        return messages.stream().mapToInt(message -> message.text().length() / 4).sum();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(Set.of(), List.of(), "cpu", true, Map.of());
    }

    @Override
    public void load() {
        // It is always ready.
    }

    @Override
    public void unload() {
        // Likewise.
    }

    @Override
    public <E extends Engine> Lease<E> instead(Class<E> contract, Lease<E> failed, AlanException why, String language, String holder) throws AlanException {
        throw why;
    }

    @Override
    public List<EngineStatus> list() {
        return List.of();
    }

    @Override
    public List<EngineStatus> chosen(String language) {
        return List.of();
    }

    @Override
    public EngineStatus use(EngineKind kind, String name, String backend, Map<String, String> settings, Consumer<Text> notice) {
        throw new UnsupportedOperationException();
    }
}
