package alan.tts.csm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.tts.csm.codec.ClipEncoder;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.speech.ContextStates;
import alan.tts.csm.speech.Delivery;
import alan.tts.csm.speech.Speaker;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.text.Passages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that a small model speaks. It is made of random numbers, so what is heard is noise, and never ends by itself. */
@Timeout(120)
public abstract class Speaking {
    private static final Path FIXTURE = Path.of("../alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain");
    private static final String TEXT = "One sentence to begin with. Then comes another one, which is longer. And a third, so that there are some.";
    /** The model's window of 512 positions has room for about so long a sentence. */
    private static final double MOST_SECONDS = 3;

    private CsmModel model;
    private Speaker speaker;

    /**
     * {@return a backend that computes in 32-bit floats on the processor, with one thread}
     *
     * @throws Exception when there is none
     */
    protected abstract Backend backend() throws Exception;

    @BeforeEach
    void load() throws Exception {
        model = new CsmModel(FIXTURE, backend());
        speaker = new Speaker(model, 4, 1_000_000);
    }

    @AfterEach
    void close() {
        speaker.close();
        model.close();
    }

    private static Delivery delivery(long seed) {
        return new Delivery(0, new Sampling(0.9, 50, seed, false), MOST_SECONDS, List.of());
    }

    private float[] say(String text, long seed) throws AlanException {
        return say(text, delivery(seed));
    }

    private float[] say(String text, Delivery delivery) throws AlanException {
        try (PcmStream stream = speaker.speak(Passages.of(text), delivery)) {
            return stream.readAll().samples();
        }
    }

    @Test
    void everyPassageIsHeard() throws Exception {
        float[] sound = say(TEXT, 1);
        int most = (int) (3 * (MOST_SECONDS + 0.3) * 24_000);
        assertThat(sound.length).isBetween(most / 2, most);
        assertThat(speaker.endings().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
        assertThat(speaker.framesPerSecond()).isPositive();
        for (float sample : sound) {
            assertThat(sample).isNotNaN();
        }
    }

    @Test
    void theSameSeedSoundsTheSameHoweverManySpeak() throws Exception {
        float[] alone = say(TEXT, 7);
        List<CompletableFuture<float[]>> callers = new ArrayList<>();
        for (long seed : new long[] {7, 8, 9}) {
            callers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return say(TEXT, seed);
                } catch (AlanException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        assertThat(callers.get(0).get()).containsExactly(alone, Offset.offset(1e-3f));
        assertThat(callers.get(1).get()).isNotEqualTo(alone);
        assertThat(callers.get(2).get()).isNotEqualTo(alone);
    }

    @Test
    void whatIsKeptOfAVoiceIsWhatItsSamplesSay() throws Exception {
        List<Segment> voice = List.of(new Segment(model.tokenizer().encode(0, "This is how I sound."), new ClipEncoder(model.config(),
                model.encoder()).encode(new float[48_000])));
        Delivery delivery = new Delivery(0, new Sampling(0.9, 50, 7, false), MOST_SECONDS, voice);
        float[] first = say("Is it me?", delivery);
        assertThat(say("Is it me?", delivery)).containsExactly(first);
        assertThat(say("Is it me?", delivery(7))).isNotEqualTo(first);
        try (ContextStates kept = new ContextStates(model.config(), model.backbone(), 0)) {
            Program.State state = kept.of(voice, List.of());
            assertThat(state.lengths()).containsExactly(voice.get(0).positions());
            assertThat(kept.of(List.copyOf(voice), List.of())).isSameAs(state);
            assertThat(kept.bytes()).isEqualTo(state.bytes()).isPositive();
            kept.of(List.of(new Segment(new int[] {1, 2, 3}, List.of())), List.of());
            assertThat(kept.bytes()).isLessThan(state.bytes());
            assertThat(kept.of(List.of(), List.of())).isNull();
        }
    }

    @Test
    void aConversationThatGrowsIsHeardAsIfItHadBeenReadAtOnce() throws Exception {
        List<Segment> voice = List.of(segment(0, "This is how I sound.", 1), segment(0, "And this.", 2));
        List<Segment> conversation = List.of(segment(1, "How are you?", 3), segment(0, "Well.", 4), segment(1, "And now?", 5));
        List<float[]> growing = new ArrayList<>();
        for (int turns = 0; turns <= conversation.size(); turns++) {
            growing.add(say("Better.", after(voice, conversation.subList(0, turns))));
        }
        for (int turns = 0; turns <= conversation.size(); turns++) {
            speaker.forget();
            assertThat(say("Better.", after(voice, conversation.subList(0, turns)))).as("after %s turns", turns).containsExactly(growing.get(turns));
        }
        assertThat(growing.get(1)).isNotEqualTo(growing.get(0));
        assertThat(growing.get(3)).isNotEqualTo(growing.get(2));
        try (ContextStates kept = new ContextStates(model.config(), model.backbone(), Long.MAX_VALUE)) {
            kept.of(voice, conversation.subList(0, 2));
            long two = kept.bytes();
            int positions = kept.of(voice, conversation).lengths()[0];
            assertThat(positions).isEqualTo(Stream.concat(voice.stream(), conversation.stream()).mapToInt(Segment::positions).sum());
            assertThat(kept.bytes()).as("the voice, and the longer conversation in the place of the shorter one").isGreaterThan(two).isLessThan(2 * two);
            kept.forget();
            assertThat(kept.bytes()).isZero();
        }
    }

    @Test
    void whatDoesNotFitOfAConversationIsItsOldest() throws Exception {
        List<Segment> endless = IntStream.range(0, 60).mapToObj(turn -> segment(turn % 2, "Turn " + turn, turn)).toList();
        assertThat(say("Still here.", after(List.of(), endless))).isEqualTo(say("Still here.", after(List.of(), endless.subList(1, 60))));
    }

    private static Delivery after(List<Segment> voice, List<Segment> conversation) {
        return new Delivery(0, new Sampling(0.9, 50, 7, false), 1, voice, conversation);
    }

    private Segment segment(int who, String text, int seed) {
        float[] sound = new float[24_000];
        Random random = new Random(seed);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) random.nextGaussian() / 10;
        }
        try {
            return new Segment(model.tokenizer().encode(who, text), new ClipEncoder(model.config(), model.encoder()).encode(sound));
        } catch (AlanException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTextOfNothingIsNoSound() throws Exception {
        assertThat(say("", 1)).isEmpty();
    }

    @Test
    void closingTheSoundEndsTheWork() throws Exception {
        PcmStream first = speaker.speak(Passages.of("and on and on ".repeat(700)), delivery(3));
        assertThat(first.read()).isNotEmpty();
        first.close();
        assertThat(first.read()).isNull();
        assertThat(say("Still here.", 4)).isNotEmpty();
    }

    @Test
    void aSpeakerThatIsClosedFailsWhatItSpeaks() throws Exception {
        PcmStream stream = speaker.speak(Passages.of("and on and on ".repeat(100)), delivery(3));
        stream.read();
        speaker.close();
        assertThatThrownBy(stream::readAll).isInstanceOf(AlanException.class).hasMessage("CSM was unloaded while it spoke; ask again.");
        assertThatThrownBy(() -> speaker.speak(List.of("Hello."), delivery(1))).isInstanceOf(AlanException.class);
    }

    @Test
    void whatDoesNotFitTheModelIsSaidAndOthersGoOn() throws Exception {
        Delivery endless = new Delivery(0, new Sampling(0.9, 50, 1, false), 900, List.of());
        String long200 = IntStream.range(0, 60).mapToObj(i -> "9999").reduce("", String::concat);
        try (PcmStream stream = speaker.speak(List.of(long200), endless)) {
            assertThatThrownBy(stream::read).isInstanceOf(AlanException.class).hasMessageContaining("positions");
        }
        assertThat(say("Still here.", 4)).isNotEmpty();
    }
}
