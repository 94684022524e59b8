package alan.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.voice.Consent;
import alan.api.voice.Enrolment.Challenge;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceSegment;
import alan.enrol.text.Lists;
import alan.testing.Effort;
import alan.testing.WordErrorRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A voice of a minute's reading (of three with {@code -Psoak}), and who may allow its use: with Whisper, Silero and CAM++ as they are shipped, and synthetic readers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnrolmentIT {
    /** Lines of a recording of a bit more than a minute. */
    private static final int SOME = 16;
    /** After the lines that are shipped, to fill three minutes. */
    private static final List<String> MORE = List.of(
            "The baker on the corner knows everybody by name, and he never forgets a birthday.",
            "Is it true that the old bridge will be closed until the end of August?",
            "We planted tomatoes, beans and a small apple tree behind the garage.",
            "When the lights went out, the whole street came to the windows to look at the moon.",
            "My sister collects stamps, postcards and, for some reason, broken clocks.",
            "There was no wind that morning, and the smoke rose straight up from the chimneys.",
            "Can you hear the bells? They ring every hour, even at night.",
            "He put on his warmest coat, took the dog, and walked to the village in the snow.",
            "I have never understood how a piano with so many keys can sound so sad.",
            "The nurse smiled, opened the curtains, and told us that everything had gone well.",
            "Some people like to travel by plane; I prefer a slow train and a good book.",
            "Let me show you how to fold the paper so that it really flies.",
            "On Saturday the children will sing in the town hall, and admission is free.",
            "The soup needs a little more salt, and perhaps a few leaves of parsley.",
            "If you see the postman, ask him whether there is a parcel from my cousin in the capital.");
    private static final String MICHAEL = "am_michael";

    private static Studio studio;
    private static FixedEngines engines;
    private static final FakeVoices VOICES = new FakeVoices();
    private static EnrolmentComponent enrolment;

    @BeforeAll
    static void engines() throws Exception {
        studio = new Studio(Path.of("target", "studio"));
        engines = studio.engines();
        enrolment = new EnrolmentComponent(engines, studio.files(), VOICES);
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    @Order(1)
    void aReadingBecomesAVoice() throws Exception {
        List<String> all = new ArrayList<>(Lists.lines(Locale.ENGLISH));
        all.addAll(MORE);
        List<String> lines = all.subList(0, Effort.of(SOME, all.size()));
        Pcm recording = studio.recording(Studio.JOE, "en", lines);
        assertThat(recording.seconds()).isGreaterThan(Effort.of(60, 180));
        VoiceDraft draft = enrolment.draft(recording, null, null, share -> { });
        StringBuilder heard = new StringBuilder();
        for (VoiceDraft.Segment each : draft.segments()) {
            VoiceSegment about = each.about();
            System.out.printf("%d %.1f s, %.0f dB: %s %s%n", about.number(), about.seconds(), about.snr(), about.text(), about.doubtful());
            heard.append(about.text()).append(' ');
            assertThat(about.seconds()).isBetween(2.0, 15.0);
            assertThat(about.language()).isEqualTo("en");
        }
        WordErrorRate rate = WordErrorRate.of(String.join(" ", lines), heard.toString());
        System.out.println("word error rate of the segments: " + rate);
        assertThat(rate.rate()).isLessThanOrEqualTo(0.05);
        assertThat(draft.findings()).isEmpty();
        assertThat(draft.leftOut()).isEmpty();
        VOICES.create("joe", draft);
    }

    @Test
    @Order(2)
    void whoeverTheVoiceBelongsToMayAllowIt() throws Exception {
        Challenge challenge = enrolment.challenge("joe", Locale.ENGLISH);
        Pcm reading = studio.read(Studio.JOE, "en", challenge.sentence());
        Consent consent = enrolment.consent(challenge, reading).consent();
        System.out.println("similarity of the right speaker: " + consent.similarity() + ", threshold " + studio.campplus().threshold());
        assertThat(consent.state()).isEqualTo(Consent.State.READ);
        refused(challenge, reading, "read before");
    }

    @Test
    @Order(2)
    void nobodyElseMay() throws Exception {
        Challenge challenge = enrolment.challenge("joe", Locale.ENGLISH);
        refused(challenge, studio.read(MICHAEL, "en", challenge.sentence()), "did not sound like the voice joe");
    }

    @Test
    @Order(2)
    void anotherSentenceByTheRightSpeakerIsRefused() throws Exception {
        Pcm old = studio.read(Studio.JOE, "en", enrolment.challenge("joe", Locale.ENGLISH).sentence());
        refused(enrolment.challenge("joe", Locale.ENGLISH), old, "That was not the sentence");
        refused(enrolment.challenge("joe", Locale.ENGLISH), studio.read(Studio.JOE, "en", Lists.lines(Locale.ENGLISH).get(3)), "That was not the sentence");
    }

    private static void refused(Challenge challenge, Pcm reading, String because) {
        assertThatThrownBy(() -> enrolment.consent(challenge, reading)).isInstanceOf(AlanException.class)
                .satisfies(refusal -> System.out.println(refusal.getMessage())).hasMessageContaining(because);
        assertThat(engines.open).isZero();
    }

    @Test
    @Order(3)
    void aTextThatIsExactIsGivenToTheSegments() throws Exception {
        List<String> lines = Lists.lines(Locale.ENGLISH).subList(0, 5);
        VoiceDraft draft = enrolment.draft(studio.recording(Studio.JOE, "en", lines), String.join("\n", lines), "en", share -> { });
        StringBuilder all = new StringBuilder();
        draft.segments().forEach(each -> all.append(all.length() == 0 ? "" : " ").append(each.about().text()));
        assertThat(all).hasToString(String.join(" ", lines));
        System.out.println(draft.differences());
        List<String> others = Lists.lines(Locale.ENGLISH).subList(12, 17);
        assertThatThrownBy(() -> enrolment.draft(studio.recording(Studio.JOE, "en", lines), String.join("\n", others), "en", share -> { }))
                .isInstanceOf(AlanException.class).hasMessageContaining("another one");
    }
}
