package alan.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.companion.Take;
import alan.api.companion.Turn;
import alan.api.companion.TurnRequest;
import alan.api.tts.SpeechRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several takes of a sentence, and the one that is heard. */
@Timeout(30)
class TakesTest {
    private static final String SENTENCE = "The sun is high.";

    private final House house = new House(new Settings("alan", 50, 0.3, 0.9, 1, null, 0, 10, 5, House.PAUSE, 3, 90));

    private static Pcm sound(double seconds, double silence) {
        float[] samples = new float[(int) ((seconds + silence) * 1000)];
        Arrays.fill(samples, 0, (int) (seconds * 1000), 0.1f);
        return new Pcm(1000, samples);
    }

    @Test
    void whatWasUnderstoodTheLengthAndTheSilenceMakeTheScore() {
        assertThat(TakeScore.of(SENTENCE, "the sun is high", sound(1.2, 0.1)).value()).isZero();
        assertThat(TakeScore.of("¡Adiós, Ángel!", "adios angel", sound(1, 0)).characterErrorRate()).isZero();
        TakeScore wrong = TakeScore.of(SENTENCE, "The son is high", sound(1.2, 0));
        assertThat(wrong.characterErrorRate()).isEqualTo(1 / 12.0, within(1e-9));
        TakeScore tail = TakeScore.of(SENTENCE, SENTENCE, sound(1.2, 3));
        assertThat(tail.silence()).isEqualTo(3, within(0.01));
        assertThat(tail.value()).isBetween(0.2, 0.3);
        assertThat(TakeScore.of(SENTENCE, SENTENCE, sound(9, 0)).value()).as("much too long").isGreaterThan(0.5);
        assertThat(TakeScore.of(SENTENCE, "", sound(1.2, 0)).characterErrorRate()).isEqualTo(1);
    }

    @Test
    void theBestTakeIsHeardAndAllOfThemAreInTheRecord() throws Exception {
        house.engines.llm.writes(SENTENCE);
        house.engines.stt.hears("The sun", "The sun is nigh.", "What?");
        try (Turn turn = house.companion.begin(TurnRequest.ofText("What time is it?"))) {
            assertThat(House.sound(House.readAll(turn))).containsExactly(FakeTts.noise(SENTENCE));
            List<Take> takes = turn.record().takes();
            assertThat(takes).extracting(Take::heard).containsExactly("The sun", "The sun is nigh.", "What?");
            assertThat(takes).extracting(Take::chosen).containsExactly(false, true, false);
            assertThat(takes).extracting(Take::sentence).containsOnly(SENTENCE);
            long seed = takes.get(0).seed();
            assertThat(house.engines.tts.requests).extracting(request -> request.options().get("seed"))
                    .containsExactly("" + seed, "" + (seed + 1), "" + (seed + 2));
        }
        house.assertNothingLeft();
    }

    @Test
    void aTakeThatIsUnderstoodToTheLetterIsTheLast() throws Exception {
        house.engines.stt.hears("the sun is high");
        house.engines.tts.rates.put(SENTENCE, 280);
        assertThat(house.companion.say(request(Map.of("seed", "7"))).readAll().samples()).isNotEmpty();
        assertThat(house.engines.tts.requests).extracting(request -> request.options().get("seed")).containsExactly("7");
    }

    @Test
    void aSentenceThatNobodyUnderstandsIsTriedAgain() throws Exception {
        house.engines.stt.hears("?", "?", "?", "?", "The sun is", "?");
        house.companion.say(request(Map.of())).readAll();
        assertThat(house.engines.tts.requests).hasSize(5);
    }

    @Test
    void oneTakeIsNotListenedTo() throws Exception {
        house.companion.say(request(Map.of("takes", "1"))).readAll();
        assertThat(house.engines.tts.requests).hasSize(1);
        assertThat(house.engines.given).noneMatch(lease -> lease.startsWith("stt"));
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        for (String wrong : new String[] {"0", "21", "three"}) {
            assertThatThrownBy(() -> house.companion.say(request(Map.of("takes", wrong)))).isInstanceOf(AlanException.class)
                    .hasMessage("A sentence cannot be spoken in \"" + wrong + "\" takes; give a number from 1 to 20.");
        }
        assertThatThrownBy(() -> house.companion.say(request(Map.of("seed", "x")))).hasMessage("The seed \"x\" is no whole number.");
    }

    private static SpeechRequest request(Map<String, String> options) {
        return new SpeechRequest(SENTENCE, null, null, "en", options);
    }
}
