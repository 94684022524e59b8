package alan.llm.llama;

import alan.api.llm.GenerationOptions;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A node that is in the middle of an answer for ever, to be killed by a test. */
public final class ParentProgram {
    private ParentProgram() {}

    /**
     * Prints {@code worker PID} once the answer has begun.
     *
     * @param arguments a folder for data
     * @throws Exception when it cannot answer
     */
    public static void main(String[] arguments) throws Exception {
        LlamaLanguageModel engine = new LlamaLanguageModel(
                Path.of(arguments[0]), TestConfig.with(Map.of("threads", 1)),
                        new OneModel(TestModels.fetch("smollm2-135m")), processors -> false);
        engine.load();
        TokenStream answer = engine.generate(
                List.of(Message.user("Tell me a very long story about a lighthouse keeper and the sea.")),
                new GenerationOptions(3000, 0, 1, 1, 1L, List.of()));
        answer.next();
        System.out.println(engine.info().device());
        while (answer.next() != null) {
            Thread.yield();
        }
    }
}
