package alan.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.llm.Message;
import alan.api.llm.TokenStream.Finish;
import alan.api.llm.TokenStream;
import alan.testing.ScriptedEndpointFailure.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancellationTest extends ChatTestBase {
    @Test
    void whoNeverBeginsIsGivenUp() {
        endpoint("a", first, "first.timeout.s", "1");
        first.fail(Kind.HANG);
        assertThat(failure("¿Y?")).contains("The endpoint a has not begun to answer within 1 s");
        first.fail(Kind.KEEPALIVE_ONLY);
        assertThat(failure("¿Y?")).contains("The endpoint a has not begun to answer within 1 s");
    }

    @Test
    void whoFallsSilentIsGivenUp() throws Exception {
        endpoint("a", first, "idle.timeout.s", "1");
        first.fail(Kind.HANG_AFTER_FIRST);
        TokenStream answer = ask("¿Y?");
        assertThat(answer.next()).isEqualTo("Uno");
        assertThatThrownBy(answer::next).hasMessageContaining("fell silent in the middle of its answer, for more than 1 s");
    }

    @Test
    void closingEndsTheConnectionWhileAnotherThreadWaits() throws Exception {
        endpoint("a", first);
        first.fail(Kind.HANG_AFTER_FIRST);
        TokenStream answer = ask("¿Y?");
        assertThat(answer.next()).isEqualTo("Uno");
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> next(answer));
        answer.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("null");
        assertThat(answer.finish()).isEqualTo(Finish.CANCELLED);
        while (first.deserted() == 0) {
            Thread.sleep(10);
        }
    }

    @Test
    void closingBeforeTheFirstTokenAsksNobodyElse() throws Exception {
        endpoint("a", first);
        endpoint("b", second);
        first.fail(Kind.HANG);
        TokenStream answer = ask("¿Y?");
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> next(answer));
        while (first.requests(CHAT).isEmpty()) {
            Thread.sleep(10);
        }
        answer.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("null");
        assertThat(second.requests(CHAT)).isEmpty();
        assertThat(configured.get(0).endpoint().health(EngineKind.LLM).down()).isFalse();
    }

    @Test
    void unloadingFailsOpenAnswersWithASentence() throws Exception {
        endpoint("a", first);
        first.fail(Kind.HANG_AFTER_FIRST);
        TokenStream answer = ask("¿Y?");
        assertThat(answer.next()).isEqualTo("Uno");
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> next(answer));
        engine.unload();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).contains("unloaded");
        assertThat(next(answer)).contains("unloaded");
        assertThat(engine.info().loaded()).isFalse();
        assertThatThrownBy(() -> engine.generate(List.of(Message.user("¿Y?")), OPTIONS)).hasMessageContaining("unloaded");
    }

    @Test
    void unloadingEndsTheCountingOfTokens() throws Exception {
        CompletableFuture<String> question = new CompletableFuture<>();
        CountDownLatch unloaded = new CountDownLatch(1);
        endpoint("a", first.answer("/props", request -> {
            question.complete("asked");
            await(unloaded);
            return "{}";
        }));
        engine.load();
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return engine.countTokens(List.of(Message.user("¿Y?")));
            } catch (AlanException e) {
                throw new IllegalStateException(e.getMessage());
            }
        });
        question.get(10, TimeUnit.SECONDS);
        engine.unload();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasMessageContaining("unloaded");
        unloaded.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aChangedFileHoldsFromTheNextAnswerOn() throws Exception {
        ConfiguredEndpoint endpoint = endpoint("a", first.pause(Duration.ofMillis(5)));
        TokenStream answer = ask("¿Y?");
        assertThat(answer.next()).isEqualTo("Uno");
        TestEndpoints.change(endpoint, "a", "url", second.url(), "chat.model", "otro");
        assertThat(read(answer)).isEqualTo(" dos tres.");
        assertThat(read(ask("¿Y?"))).isEqualTo("El segundo responde.");
    }

    @Test
    void aWaitThatIsInterruptedIsASentence() throws Exception {
        endpoint("a", first);
        first.fail(Kind.HANG);
        TokenStream answer = ask("¿Y?");
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread reader = new Thread(() -> result.complete(next(answer) + Thread.currentThread().isInterrupted()));
        reader.start();
        while (first.requests(CHAT).isEmpty()) {
            Thread.sleep(10);
        }
        reader.interrupt();
        assertThat(result.get(10, TimeUnit.SECONDS)).contains("was interrupted").endsWith("true");
    }
}
