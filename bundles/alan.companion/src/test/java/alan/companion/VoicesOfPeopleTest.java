package alan.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.text.Text;
import alan.api.tts.Sample;
import alan.api.tts.SpeechContext;
import alan.api.tts.SpeechRequest;
import alan.api.voice.Consent;
import alan.api.watermark.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Voices that are kept of people: who speaks in them, what an engine is shown, and who must not. */
@Timeout(30)
class VoicesOfPeopleTest {
    private static final String FIRST = "It is noon by now.";
    private static final String SECOND = "The sun is high.";

    private final FakeProfiles people = new FakeProfiles().with("marta", Consent.State.READ).with("leo", Consent.State.OWN)
            .with("eve", Consent.State.NONE).with("old", Consent.State.REVOKED).with("forged", Consent.State.INVALID);
    private final House house = new House(Configs.persona("alan", "Be brief.", "marta", ""));

    @BeforeEach
    void anEngineThatImitates() {
        house.profiles = people;
        house.engines.tts.imitates = true;
        house.engines.llm.writes(FIRST + " ", SECOND);
    }

    private static TurnRequest ask(String voice, String conversation) {
        return new TurnRequest(null, "What time is it?", null, voice, "en", true, conversation);
    }

    private List<TurnEvent> complete(TurnRequest request) throws AlanException {
        try (Turn turn = house.companion.begin(request)) {
            return House.readAll(turn);
        }
    }

    private SpeechContext context(int request) {
        return house.engines.tts.requests.get(request).context();
    }

    @Test
    void theEngineIsShownTheVoiceAndTheSentencesBefore() throws Exception {
        complete(ask("leo", null));
        assertThat(house.engines.tts.requests).extracting(SpeechRequest::text).containsExactly(FIRST, SECOND);
        assertThat(house.engines.tts.requests).extracting(SpeechRequest::voice).containsOnlyNulls();
        assertThat(context(0).voice()).usingRecursiveComparison().isEqualTo(List.of(FakeProfiles.sample("leo")));
        assertThat(context(0).conversation()).isEmpty();
        assertThat(context(1).conversation()).extracting(Sample::text).containsExactly(FIRST);
        assertThat(context(1).conversation().get(0).sound().samples()).containsExactly(FakeTts.noise(FIRST));
        assertThat(people.most).as("half of the window").isEqualTo(250);
        house.assertNothingLeft();
    }

    @Test
    void aWordAloneIsSpokenTogetherWithTheNextSentence() throws Exception {
        house.engines.llm.writes("Yes. ", "It is noon by now. ", "Oh!");
        complete(ask("leo", null));
        assertThat(house.engines.tts.requests).extracting(SpeechRequest::text).containsExactly("Yes. It is noon by now.", "Oh!");
    }

    @Test
    void aPersonaMayHaveSuchAVoice() throws Exception {
        complete(ask(null, null));
        assertThat(context(0).voice()).extracting(Sample::text).containsExactly("I am marta");
        assertThat(house.watermark.entered).extracting(Provenance.Source::voice).containsExactly("marta");
    }

    @Test
    void whatWasHeardOfAConversationIsShownAndWhoSaidIt() throws Exception {
        complete(new TurnRequest(House.utterance(16_000), null, null, "leo", "en", true, "kitchen"));
        complete(ask("marta", "kitchen"));
        List<Sample> shown = context(2).conversation();
        assertThat(shown).extracting(Sample::speaker).containsExactly(1, 2, 2);
        assertThat(shown.get(0).sound().seconds()).isEqualTo(1);
        assertThat(shown).extracting(Sample::text).endsWith(FIRST, SECOND);
        complete(ask("leo", "kitchen"));
        assertThat(context(4).conversation()).extracting(Sample::speaker).containsExactly(1, 0, 0, 2, 2);
        complete(ask("leo", "another"));
        assertThat(context(6).conversation()).isEmpty();
    }

    @Test
    void aLongConversationLosesItsOldestSoundsAndOneThatMayNotBeShownHasNone() throws Exception {
        double each = new Pcm(FakeTts.RATE, FakeTts.noise(FIRST)).seconds() + new Pcm(FakeTts.RATE, FakeTts.noise(SECOND)).seconds();
        Conversation conversation = new Conversation();
        List<Said> turn = List.of(new Said("leo", FIRST, new Pcm(FakeTts.RATE, FakeTts.noise(FIRST))),
                new Said("leo", SECOND, new Pcm(FakeTts.RATE, FakeTts.noise(SECOND))));
        for (int i = 0; i < 50; i++) {
            conversation.addSounds(turn, 3 * each);
            assertThat(conversation.samples("leo").stream().mapToDouble(sample -> sample.sound().seconds()).sum()).isLessThanOrEqualTo(3 * each + 1e-9);
        }
        assertThat(conversation.samples("leo")).hasSizeGreaterThan(2).last().extracting(Sample::text).isEqualTo(SECOND);
        conversation.addSounds(turn, 0);
        assertThat(conversation.samples("leo")).isEmpty();
    }

    @Test
    void ofAnAnswerThatWasBrokenOffOnlyWholeSentencesCount() throws Exception {
        try (Turn turn = house.companion.begin(ask("leo", "kitchen"))) {
            TurnEvent event = turn.next();
            while (!(event instanceof TurnEvent.Spoken spoken && spoken.sentence() == 1)) {
                event = turn.next();
            }
        }
        int before = house.engines.tts.requests.size();
        complete(ask("leo", "kitchen"));
        assertThat(context(before).conversation()).extracting(Sample::text).containsExactly(FIRST);
    }

    @Test
    void anEngineWithVoicesOfItsOwnIsShownNothing() throws Exception {
        house.engines.tts.imitates = false;
        complete(new TurnRequest(null, "What time is it?", null, "joe", "en", true, "kitchen"));
        complete(new TurnRequest(null, "What time is it?", null, "joe", "en", true, "kitchen"));
        assertThat(house.engines.tts.requests).extracting(SpeechRequest::context).containsOnly(SpeechContext.NONE);
    }

    @Test
    void nobodySpeaksInAVoiceWithoutConsent() {
        assertThatThrownBy(() -> house.companion.begin(ask("eve", null))).isInstanceOf(AlanException.class)
                .hasMessage("The voice eve may not speak before its person has allowed it: alan:voice-consent eve.");
        assertThatThrownBy(() -> house.companion.begin(ask("old", null))).hasMessageContaining("was taken back");
        assertThatThrownBy(() -> house.companion.say(new SpeechRequest("Hello.", null, "forged", "en", Map.of())))
                .hasMessageContaining("not for these samples");
        assertThatThrownBy(() -> house.companion.say(new SpeechRequest("Hello.", "other", "eve", "en", Map.of()))).hasMessageContaining("alan:voice-consent eve");
        assertThat(house.engines.tts.requests).isEmpty();
        house.assertNothingLeft();
    }

    @Test
    void aPersonaWhosePersonTookTheConsentBackSpeaksWithTheDefaultVoiceAndSaysSo() throws Exception {
        people.with("marta", Consent.State.REVOKED);
        complete(ask(null, null));
        assertThat(context(0).voice()).isEmpty();
        assertThat(house.companion.recent().get(0).events()).singleElement().asString().contains("The consent to the voice marta was taken back");
    }

    @Test
    void aTextInALanguageThatNoModelCanImitateIsSpokenByAnotherVoiceAndThatIsSaid() throws Exception {
        house.engines.tts.languages = Set.of("en");
        FakeTts spanish = new FakeTts();
        house.engines.others.put(EngineKind.TTS, spanish);
        complete(new TurnRequest(null, "What time is it?", null, "leo", "es", true, null));
        assertThat(spanish.requests).hasSize(2);
        assertThat(house.companion.recent().get(0).events()).singleElement().asString().startsWith("No model that is here can speak Spanish in the voice leo");
        List<Text> told = new CopyOnWriteArrayList<>();
        house.companion.say(new SpeechRequest("Buenos días.", null, "leo", "es", Map.of()), null, told::add).close();
        assertThat(told).singleElement().asString().contains("another voice does");
    }

    @Test
    void withoutAnEngineThatImitatesSuchAVoiceCannotBeHad() {
        house.engines.tts.imitates = false;
        assertThatThrownBy(() -> house.companion.begin(ask("leo", null))).hasMessageContaining("CSM");
    }

    @Test
    void whoeverSpeaksInAVoiceThatIsTakenBackStopsAtOnceAndWhatWasHeardIsForgotten() throws Exception {
        complete(ask("leo", "kitchen"));
        assertThat(house.companion.recent().get(0).events()).isEmpty();
        house.engines.tts.gates.put(SECOND, new Gate());
        try (Turn turn = house.companion.begin(ask("leo", "kitchen"));
                PcmStream other = house.companion.say(new SpeechRequest(FIRST, null, "marta", "en", Map.of()))) {
            House.readToSound(turn);
            house.companion.left("leo");
            assertThatThrownBy(() -> House.readAll(turn)).isInstanceOf(AlanException.class)
                    .hasMessage("The voice leo may no longer be used, so it has stopped.");
            assertThat(other.readAll().samples()).as("somebody else's voice goes on").isNotEmpty();
        }
        house.engines.tts.gates.clear();
        int after = house.engines.tts.requests.size();
        complete(ask("leo", "kitchen"));
        assertThat(context(after).conversation()).isEmpty();
        house.assertNothingLeft();
    }

    @Test
    void whatASpokenTextIsShownBesidesIsSaidByWhoeverAsks() throws Exception {
        List<Sample> before = List.of(new Sample(3, "And now?", FakeProfiles.sample("x").sound()));
        try (PcmStream speech = house.companion.say(new SpeechRequest(FIRST, null, "leo", "en", Map.of("seed", "7"), new SpeechContext(List.of(), before)), "play")) {
            speech.readAll();
        }
        assertThat(context(0).conversation()).isEqualTo(before);
        assertThat(context(0).voice()).hasSize(1);
        assertThat(house.engines.tts.requests.get(0).options()).containsEntry("seed", "7");
        assertThat(house.watermark.works).containsExactly("play");
    }

    @Test
    void nothingIsHeardThatCannotBeMarked() throws Exception {
        house.watermark.refusal = new AlanException("The register cannot be written.");
        assertThatThrownBy(() -> house.companion.say(SpeechRequest.of(FIRST))).hasMessage("The register cannot be written.");
        house.watermark = null;
        Turn turn = house.companion.begin(ask("leo", null));
        assertThatThrownBy(() -> {
            for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
                assertThat(event).isNotInstanceOf(TurnEvent.Spoken.class);
            }
        }).hasMessageContaining("alan.watermark");
        house.assertNothingLeft();
    }
}
