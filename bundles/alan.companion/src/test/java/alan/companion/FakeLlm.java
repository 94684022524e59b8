package alan.companion;

import alan.api.AlanException;
import alan.api.llm.GenerationOptions;
import alan.api.llm.LanguageModel;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes what a test tells it: strings are pieces, gates are waited at, steps are run. Counts a token a word. */
final class FakeLlm extends FakeEngine implements LanguageModel {
    volatile List<Object> script = List.of("It is ", "noon. ", "Time ", "to eat.");
    /** After the script, this again and again, if it is not null. */
    volatile String endless;
    volatile int context = 2000;
    volatile TokenStream.Finish finish = TokenStream.Finish.STOP;
    volatile Step beforeGenerate = NOTHING;
    final List<List<Message>> prompts = new CopyOnWriteArrayList<>();
    final List<GenerationOptions> options = new CopyOnWriteArrayList<>();
    final AtomicInteger pieces = new AtomicInteger();
    final AtomicInteger openStreams = new AtomicInteger();
    final AtomicInteger counts = new AtomicInteger();

    void writes(Object... steps) {
        script = List.of(steps);
    }

    @Override
    public int contextLength() {
        return context;
    }

    @Override
    public int countTokens(List<Message> messages) {
        counts.incrementAndGet();
        return messages.stream().mapToInt(each -> each.text().split("\\s+").length).sum();
    }

    @Override
    public TokenStream generate(List<Message> messages, GenerationOptions wanted) throws AlanException {
        prompts.add(messages);
        options.add(wanted);
        beforeGenerate.run();
        openStreams.incrementAndGet();
        List<Object> steps = new ArrayList<>(script);
        return new TokenStream() {
            private volatile boolean closed;
            private boolean given;
            private int tokens;

            @Override
            public String next() throws AlanException {
                while (!closed && !steps.isEmpty()) {
                    Object step = steps.remove(0);
                    if (step instanceof Gate gate) {
                        gate.pass(() -> closed);
                    } else if (step instanceof Step action) {
                        action.run();
                    } else {
                        tokens++;
                        pieces.incrementAndGet();
                        return (String) step;
                    }
                }
                if (closed || endless == null) {
                    return null;
                }
                tokens++;
                pieces.incrementAndGet();
                return endless;
            }

            @Override
            public Finish finish() {
                return closed ? Finish.CANCELLED : steps.isEmpty() ? finish : null;
            }

            @Override
            public int promptTokens() {
                return countTokens(messages);
            }

            @Override
            public int generatedTokens() {
                return tokens;
            }

            @Override
            public synchronized void close() {
                closed = true;
                if (!given) {
                    given = true;
                    openStreams.decrementAndGet();
                }
            }
        };
    }
}
