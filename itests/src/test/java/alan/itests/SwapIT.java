package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.model.Models;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.testing.Memory;
import alan.testing.WordErrorRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/**
 * Three conversations at once, while the voice is changed every few hundred milliseconds, bundles are updated and the language model's worker dies:
 * every turn ends with its whole sound, or with the one sentence that its own worker's death caused. The gate runs 12 turns, {@code -Psoak} 60.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SwapIT extends InFelix {
    private static final int CONVERSATIONS = 3;
    private static final List<String> VOICES = List.of("csm/onnx", "piper", "csm/djl");
    private static final List<String> UPDATES = List.of(
            "alan.tts.csm.onnx", "alan.tts.piper", "alan.llm.llama", "alan.tts.csm.djl", "alan.stt.whisper", "alan.tts.kokoro", "alan.tts.csm");
    private static final List<String> QUESTIONS = List.of("What is the moon?", "What do cats eat?", "Why is the sky blue?", "What is bread made of?");
    /** Two marks, each of its own serial number, leave more than that, in dB; with another code in it, a sentence is 8 dB above the difference at most. */
    private static final double ALIKE = 15;

    private Companion companion;
    private Engines engines;
    private Pcm spoken;

    @Configuration
    public Option[] distribution() throws Exception {
        Option[] shipped = Distribution.options("swap", "256m");
        Path work = Path.of("target", "pax", "swap").toAbsolutePath();
        Path temporary = Files.createDirectories(work.resolve("tmp"));
        // No silence between sentences, which do not go on from those before, and speech that begins with the same number each time: so each sentence can
        // be compared on its own.
        Files.writeString(work.resolve("config/alan.companion.cfg"), "max.tokens = 30\nsentence.pause = 0\nshown.seconds = 0\n");
        Files.writeString(work.resolve("config/alan.tts.csm.cfg"), "seed = 7\nmax.seconds = 2\n");
        return OptionUtils.combine(
                shipped,
                SmallCheckpoint.option("swap"),
                CoreOptions.systemProperty("alan.swap.turns").value(System.getProperty("alan.swap.turns", "12")),
                CoreOptions.systemProperty("alan.growth").value(System.getProperty("alan.growth", "0.15")),
                CoreOptions.vmOption("-Djava.io.tmpdir=" + temporary),
                CoreOptions.vmOption("-XX:+AlwaysPreTouch"),
                CoreOptions.vmOption("-XX:TieredStopAtLevel=1"));
    }

    @Before
    public void aVoiceOfEachKind() throws Exception {
        companion = service(Companion.class);
        engines = service(Engines.class);
        await("all voices are there", () -> engines.list().stream().map(EngineStatus::fullName).toList().containsAll(VOICES));
        SmallCheckpoint.add(service(Models.class), engines);
        spoken = companion.say(new SpeechRequest("What is the moon?", "piper", null, "en", Map.of())).readAll();
    }

    @After
    public void remove() throws AlanException {
        SmallCheckpoint.remove(service(Models.class), engines);
    }

    @Test
    public void everyTurnEndsWithItsWholeSoundWhateverIsSwappedMeanwhile() throws Exception {
        int turns = Integer.getInteger("alan.swap.turns");
        List<HeardTurn> heard = new ArrayList<>(conversations(turns / 3));
        Footprint settled = footprint();
        heard.addAll(conversations(turns - turns / 3));
        Footprint end = footprint();

        System.out.printf(Locale.ROOT, "after a third of the turns: %s%nafter all %d: %s%ngrowth of memory: %.2f %%%n", settled, heard.size(), end,
                100 * end.growth(settled));
        heard.forEach(turn -> System.out.println(turn.record().engines() + " " + turn.record().events() + " " + turn.record().error()));
        assertThat(heard).hasSizeGreaterThanOrEqualTo(turns);
        for (HeardTurn turn : heard) {
            if (turn.failure() != null) {
                // A worker may also die while it loads the model, and then has not served the turn.
                assertThat(turn.failure()).as("only its own worker's death may end a turn").hasMessageContaining("worker");
            } else {
                assertThat(turn.record().engines()).containsKeys("llm");
                assertThat(turn.sentences()).isNotEmpty();
                assertThat(turn.record().sentences()).containsExactlyElementsOf(turn.sentences().keySet());
            }
        }
        checkPiper(heard);
        checkCsm(heard);
        checkKokoro();
        assertThat(end.growth(settled)).as("growth of memory").isLessThan(Double.parseDouble(System.getProperty("alan.growth")));
        assertThat(end.files()).as("files").isLessThanOrEqualTo(settled.files());
        assertThat(end.children()).as("child processes").isEqualTo(settled.children());
        assertThat(end.threads()).as("threads").isLessThanOrEqualTo(settled.threads() + 3);
        assertThat(end.handles()).as("handles").isLessThanOrEqualTo(settled.handles() + 3);
    }

    /** {@return what was heard in three conversations at once, of so many turns together, and of more until everything has been disturbed} */
    private List<HeardTurn> conversations(int turns) throws Exception {
        Disturbance disturbance = new Disturbance(engines, this::bundle, context.getBundle(0), VOICES, UPDATES, 1);
        ExecutorService people = Executors.newFixedThreadPool(CONVERSATIONS);
        List<HeardTurn> heard = new ArrayList<>();
        try {
            disturbance.start();
            List<Future<List<HeardTurn>>> all = new ArrayList<>();
            for (int person = 0; person < CONVERSATIONS; person++) {
                all.add(people.submit(conversation(person, (turns + person) / CONVERSATIONS, disturbance)));
            }
            for (Future<List<HeardTurn>> each : all) {
                heard.addAll(each.get());
            }
        } finally {
            people.shutdownNow();
        }
        int swaps = disturbance.end();
        System.out.println(heard.size() + " turns, " + swaps + " swaps");
        return heard;
    }

    private Callable<List<HeardTurn>> conversation(int person, int turns, Disturbance disturbance) {
        return () -> {
            List<HeardTurn> heard = new ArrayList<>();
            for (int turn = 0; turn < turns || person == 0 && !disturbance.isDone(); turn++) {
                boolean aloud = person == 0 && turn % 2 == 1;
                heard.add(HeardTurn.of(companion.begin(new TurnRequest(
                        aloud ? spoken : null, aloud ? null : QUESTIONS.get(turn % QUESTIONS.size()), null, null, "en", true, "person " + person))));
            }
            return heard;
        };
    }

    private void checkPiper(List<HeardTurn> heard) throws Exception {
        WordErrorRate all = WordErrorRate.NONE;
        for (HeardTurn turn : heard) {
            if (turn.isUndisturbed() && turn.voice().equals("piper")) {
                for (Map.Entry<String, Pcm> sentence : turn.sentences().entrySet()) {
                    all = all.plus(WordErrorRate.of(sentence.getKey(), companion.hear(sentence.getValue(), "en").text()));
                }
            }
        }
        System.out.printf(Locale.ROOT, "Piper's turns as heard: %s%n", all);
        assertThat(all.rate()).isLessThanOrEqualTo(0.2);
    }

    /** Nobody spoke with it, but its bundle was updated. */
    private void checkKokoro() throws Exception {
        String sentence = "The moon goes around the earth.";
        Pcm sound = companion.say(new SpeechRequest(sentence, "kokoro", null, "en", Map.of())).readAll();
        assertThat(WordErrorRate.of(sentence, companion.hear(sound, "en").text()).rate()).isLessThanOrEqualTo(0.2);
    }

    private void checkCsm(List<HeardTurn> heard) throws Exception {
        int compared = 0;
        double least = Double.MAX_VALUE;
        for (HeardTurn turn : heard) {
            if (turn.isUndisturbed() && turn.voice().startsWith("csm/")) {
                for (Map.Entry<String, Pcm> sentence : turn.sentences().entrySet()) {
                    Pcm undisturbed = companion.say(new SpeechRequest(sentence.getKey(), turn.voice(), null, "en", Map.of())).readAll();
                    assertThat(sentence.getValue().samples()).as("%s: %s", turn.voice(), sentence.getKey()).hasSameSizeAs(undisturbed.samples());
                    double alike = decibels(undisturbed.samples(), sentence.getValue().samples());
                    assertThat(alike).as("%s: %s", turn.voice(), sentence.getKey()).isGreaterThan(ALIKE);
                    least = Math.min(least, alike);
                    compared++;
                }
            }
        }
        System.out.printf(Locale.ROOT, "CSM's sentences that are as in an undisturbed run: %d, but for their marks, which are %.1f dB below at least%n", compared, least);
    }

    /** {@return how far a sound is above its difference to another} */
    private static double decibels(float[] sound, float[] other) {
        double power = 0;
        double difference = 0;
        for (int i = 0; i < sound.length; i++) {
            power += sound[i] * sound[i];
            difference += (sound[i] - other[i]) * (sound[i] - other[i]);
        }
        return 10 * Math.log10(power / Math.max(1e-12, difference));
    }

    /** Prints the table of docs/csm.md. */
    @Test
    public void whatASwapCosts() throws Exception {
        System.out.println("| from | to | longest wait for an engine, s | chosen after, s | first sound then, s | memory before, MB | after, MB |");
        System.out.println("|---|---|--:|--:|--:|--:|--:|");
        // An engine that was asked for by name, as by the other test, stays until it has been chosen and another after it.
        engines.use(EngineKind.TTS, "csm", "djl");
        swap("csm/onnx", "auto");
        for (String[] step : new String[][] {
            {"csm/djl", "auto"}, {"csm/onnx", "auto"}, {"csm/onnx", "int4"}, {"csm/onnx", "auto"}, {"piper", null}, {"csm/onnx", "auto"}}) {
            String before = engines.chosen("en").stream().filter(status -> status.kind() == EngineKind.TTS).map(SwapIT::described).findFirst().orElseThrow();
            Swapped swapped = swap(step[0], step[1]);
            System.out.printf(Locale.ROOT, "| %s | %s | %.2f | %.2f | %.2f | %.0f | %.0f |%n", before, swapped.now(), swapped.gap(), swapped.chosen(),
                    swapped.firstSound(), swapped.before() / 1e6, swapped.after() / 1e6);
            assertThat(swapped.now()).startsWith(step[0]);
        }
    }

    /** @param gap the longest that anybody had to wait for an engine, in seconds @param before resident memory, in bytes */
    private record Swapped(String now, double gap, double chosen, double firstSound, long before, long after) {}

    private static String described(EngineStatus status) {
        return status.fullName() + " " + status.info().details().getOrDefault("precision", "");
    }

    private Swapped swap(String voice, String precision) throws Exception {
        String[] parts = voice.split("/", 2);
        long before = resident();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService somebody = Executors.newSingleThreadExecutor();
        Future<Double> gap = somebody.submit(() -> {
            double longest = 0;
            while (!done.get()) {
                long asked = System.nanoTime();
                engines.lease(TextToSpeech.class, "en", "somebody").close();
                longest = Math.max(longest, (System.nanoTime() - asked) / 1e9);
                Thread.sleep(5);
            }
            return longest;
        });
        long start = System.nanoTime();
        EngineStatus now = engines.use(EngineKind.TTS, parts[0], parts.length == 2 ? parts[1] : null,
                precision == null ? Map.of() : Map.of("precision", precision), notice -> System.out.println(notice.english()));
        double chosen = (System.nanoTime() - start) / 1e9;
        done.set(true);
        somebody.shutdown();
        long asked = System.nanoTime();
        double firstSound;
        try (PcmStream speech = companion.say(new SpeechRequest("Good morning.", null, null, "en", Map.of()))) {
            speech.read();
            firstSound = (System.nanoTime() - asked) / 1e9;
            speech.readAll();
        }
        await("the old one has left", () -> engines.list().stream().filter(status -> status.name().equals("csm") && status.info().loaded())
                .allMatch(EngineStatus::chosen));
        return new Swapped(described(now), gap.get(), chosen, firstSound, before, resident());
    }

    private static long resident() throws Exception {
        System.gc();
        return Memory.resident();
    }

    /** What is held when one engine of each kind is loaded, and of voices Piper. */
    private Footprint footprint() throws Exception {
        engines.use(EngineKind.TTS, "piper", null);
        await("nobody holds an engine, and no other voice is loaded", () -> engines.list().stream()
                .allMatch(status -> status.holders().isEmpty() && (status.kind() != EngineKind.TTS || status.chosen() || !status.info().loaded())));
        // The worker may have been killed last, and speech to text not have been needed since its bundle was updated.
        assertThat(HeardTurn.of(companion.begin(TurnRequest.ofUtterance(spoken))).isUndisturbed()).isTrue();
        return Footprint.now(Path.of(context.getProperty("alan.data")));
    }
}
