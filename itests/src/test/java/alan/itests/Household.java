package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.wyoming.AudioFormat;
import alan.wyoming.EventReader;
import alan.wyoming.EventWriter;
import alan.wyoming.WyomingEvent;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Honest clients of a node's services, which check what they get and note how long it took. */
final class Household {
    private static final int MOST = 1 << 24;
    private static final int TOGETHER = 50;
    private static final AudioFormat LISTENING = new AudioFormat(16_000, 2, 1);
    private static final String TEXT = "Why do people need water every day?";

    private final int port;
    private final Map<String, List<Long>> millis = new TreeMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private int conversations;

    /** @param port of the node */
    Household(int port) {
        this.port = port;
    }

    /** One of each service, one after the other. */
    void ask() throws Exception {
        timed("describe", () -> HomeIT.ask(port, "info", HomeIT.event("describe", "{}")));
        List<WyomingEvent> spoken = timed("tts", () -> HomeIT.ask(port, "audio-stop", HomeIT.event("synthesize", "{\"text\":\"" + TEXT + "\"}")));
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        spoken.forEach(each -> sound.writeBytes(each.payload()));
        List<WyomingEvent> heard = timed("asr", () -> HomeIT.ask(port, "transcript",
                HomeIT.sound("transcribe", "{\"language\":\"en\"}", AudioFormat.of(spoken.get(0)), sound.toByteArray())));
        assertThat(heard.get(heard.size() - 1).data().get("text").asText()).containsIgnoringCase("water");
        WyomingEvent question = HomeIT.event("transcript",
                "{\"text\":\"What is the moon?\",\"language\":\"en\",\"context\":{\"conversation_id\":\"" + conversations++ + "\"}}");
        List<WyomingEvent> answer = timed("handle", () -> HomeIT.ask(port, "handled", question));
        assertThat(answer.get(answer.size() - 1).data().get("text").asText()).isNotBlank();
        byte[] said = HomeIT.spoken();
        List<WyomingEvent> detection = timed("wake", () -> HomeIT.ask(port, "detection", HomeIT.sound("detect", "{\"names\":[\"hey_jarvis\"]}", LISTENING, said)));
        assertThat(detection.get(0).data().get("name").asText()).isEqualTo("hey_jarvis");
    }

    /** Fifty at the same moment: each is served, or told in so many words that too many wait. */
    void askTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
        try {
            List<Callable<String>> all = new ArrayList<>();
            for (int i = 0; i < TOGETHER; i++) {
                all.add(i % 5 == 0 ? () -> outcome("info", HomeIT.event("describe", "{}"))
                        : i % 5 == 1 ? () -> outcome("transcript", HomeIT.sound("transcribe", "{\"language\":\"en\"}", LISTENING, new byte[32_000]))
                        : () -> outcome("audio-stop", HomeIT.event("synthesize", "{\"text\":\"Yes.\"}")));
            }
            for (Future<String> each : threads.invokeAll(all)) {
                String outcome = each.get();
                if (outcome.equals("busy")) {
                    busy.incrementAndGet();
                } else {
                    assertThat(outcome).isEqualTo("served");
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** {@return what came: {@code served}, the code of an error, or an account of what came instead} */
    private String outcome(String last, WyomingEvent... asked) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            EventWriter writer = new EventWriter(socket.getOutputStream());
            for (WyomingEvent each : asked) {
                writer.write(each);
            }
            EventReader reader = new EventReader(socket.getInputStream(), MOST, MOST);
            List<String> types = new ArrayList<>();
            for (WyomingEvent event = reader.read(); event != null; event = reader.read()) {
                types.add(event.type());
                if (event.is(last)) {
                    return "served";
                }
                if (event.is("error")) {
                    return event.data().path("code").asText();
                }
            }
            return "no " + last + ", but " + types;
        }
    }

    private <T> T timed(String service, Callable<T> work) throws Exception {
        long begin = System.nanoTime();
        T result = work.call();
        millis.computeIfAbsent(service, each -> new ArrayList<>()).add((System.nanoTime() - begin) / 1_000_000);
        return result;
    }

    /** {@return how often each service was asked, and how long it took: half of the times, 99 of 100, and all} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        millis.forEach((service, times) -> {
            List<Long> sorted = new ArrayList<>(times);
            Collections.sort(sorted);
            text.append(String.format(Locale.ROOT, "%-8s %5d requests, %6d ms, %6d, %6d%n", service, sorted.size(), sorted.get(sorted.size() / 2),
                    sorted.get((int) (0.99 * (sorted.size() - 1))), sorted.get(sorted.size() - 1)));
        });
        return text.append(busy).append(" told to come again").toString();
    }
}
