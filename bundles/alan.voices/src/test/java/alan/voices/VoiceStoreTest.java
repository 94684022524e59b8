package alan.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import alan.api.audio.Pcm;
import alan.api.voice.Consent;
import alan.api.voice.Finding;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import alan.testing.Wav;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoiceStoreTest extends VoiceStoreTestBase {
    private static final VoiceDraft DRAFT = Drafts.english("Good morning to you.", "Is it raining?", "What a day!");

    @Test
    void aVoiceIsReadAsItWasWritten() throws Exception {
        VoiceDraft draft = new VoiceDraft(DRAFT.segments(), List.of(new Finding(Finding.Kind.NOISY, 12.5)), List.of());
        VoiceProfile made = store().create("marta", draft);
        assertThat(made.segments()).isEqualTo(draft.segments().stream().map(VoiceDraft.Segment::about).toList());
        assertThat(made.findings()).isEqualTo(draft.findings());
        assertThat(made.consent()).isEqualTo(Consent.NONE);
        assertThat(made.pinned()).isEmpty();
        assertThat(store().get("marta")).isEqualTo(made);
        assertThat(store().list()).containsExactly(made);
        assertTidy();
    }

    @Test
    void aFolderCanBeReadWithoutAlan() throws Exception {
        store().create("marta", DRAFT);
        assertThat(voice("marta").resolve("segments/002.txt")).hasContent("Is it raining?");
        Pcm sound = Wav.read(voice("marta").resolve("segments/002.wav"));
        assertThat(sound.sampleRate()).isEqualTo(24_000);
        assertThat(sound.seconds()).isEqualTo(0.75);
        JsonNode about = new ObjectMapper().readTree(voice("marta").resolve("voice.json").toFile());
        assertThat(about.at("/format").asInt()).isEqualTo(1);
        assertThat(about.at("/segments/0/doubtful/0").asText()).isEqualTo("you.");
        assertThat(about.at("/segments/1/language").asText()).isEqualTo("en");
        assertThat(voice("marta").resolve("receipt.json")).doesNotExist();
    }

    @Test
    void aSoundIsTheSameToSixteenBits() throws Exception {
        store().create("marta", DRAFT);
        float[] kept = store().sound("marta", 3).samples();
        float[] given = DRAFT.segments().get(2).sound().samples();
        assertThat(kept).hasSameSizeAs(given);
        for (int i = 0; i < given.length; i++) {
            assertThat(kept[i]).isCloseTo(given[i], within(0.5f / 32_768 + 1e-7f));
        }
        assertThat(failure(() -> store().sound("marta", 4))).isEqualTo("The voice marta has no segment 4; alan:voice-show marta lists those that it has.");
    }

    @Test
    void anotherRateIsChanged() throws Exception {
        Pcm sound = new Pcm(16_000, new float[16_000]);
        store().create("marta", new VoiceDraft(
                List.of(new VoiceDraft.Segment(new VoiceSegment(1, "Hello.", "en", 1, List.of(), 30), sound)), List.of(), List.of()));
        assertThat(store().sound("marta", 1).samples()).hasSize(24_000);
    }

    @Test
    void aCorrectedTextIsSureAndNothingElseChanges() throws Exception {
        VoiceProfile before = store().create("marta", DRAFT);
        byte[] about = Files.readAllBytes(voice("marta").resolve("voice.json"));
        VoiceProfile after = store().edit("marta", 1, "  Good morning,\n to all. ");
        assertThat(after.segments().get(0).text()).isEqualTo("Good morning, to all.");
        assertThat(after.segments().get(0).doubtful()).isEmpty();
        assertThat(after.segments().subList(1, 3)).isEqualTo(before.segments().subList(1, 3));
        assertThat(voice("marta").resolve("voice.json")).hasBinaryContent(about);
        // What was heard is put back by somebody: it is no longer doubtful.
        assertThat(store().edit("marta", 1, "Good morning to you.").segments().get(0).doubtful()).isEmpty();
        assertThat(store().get("marta").segments().get(0).doubtful()).isEmpty();
        assertTidy();
    }

    @Test
    void aTextThatWasHeardRightlyCanBeConfirmed() throws Exception {
        assertThat(store().create("marta", DRAFT).segments().get(0).doubtful()).containsExactly("you.");
        assertThat(store().edit("marta", 1, "Good morning to you.").segments().get(0).doubtful()).isEmpty();
        assertThat(store().get("marta").segments().get(0).text()).isEqualTo("Good morning to you.");
    }

    @Test
    void aTextThatIsWrittenByHandCounts() throws Exception {
        store().create("marta", DRAFT);
        Files.writeString(voice("marta").resolve("segments/001.txt"), "Good morning,\r\nñandú.\r\n");
        VoiceSegment segment = store().get("marta").segments().get(0);
        assertThat(segment.text()).isEqualTo("Good morning, ñandú.");
        assertThat(segment.doubtful()).isEmpty();
        Files.write(voice("marta").resolve("segments/001.txt"), "ñandú".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failure(() -> store().get("marta"))).endsWith("001.txt is not in UTF-8; save it in that encoding.");
    }

    @Test
    void anEmptyTextIsRefused() throws Exception {
        VoiceProfile before = store().create("marta", DRAFT);
        assertThat(failure(() -> store().edit("marta", 1, " \n"))).isEqualTo("Segment 1 has no text; write down what is said in it.");
        assertThat(failure(() -> store().edit("marta", 1, "a".repeat(6_000)))).contains("6000 characters");
        assertThat(failure(() -> store().edit("marta", 9, "Hello."))).contains("no segment 9");
        assertThat(failure(() -> store().edit("leo", 1, "Hello."))).isEqualTo("There is no voice leo here; alan:voices lists those that are.");
        assertThat(store().get("marta")).isEqualTo(before);
    }

    @Test
    void segmentsArePinnedInTheirOrder() throws Exception {
        store().create("marta", DRAFT);
        assertThat(store().pin("marta", List.of(3, 1, 3)).pinned()).containsExactly(3, 1);
        assertThat(failure(() -> store().pin("marta", List.of(1, 4)))).contains("no segment 4");
        assertThat(store().get("marta").pinned()).containsExactly(3, 1);
        assertThat(store().pin("marta", List.of()).pinned()).isEmpty();
    }

    @Test
    void aVoiceIsRemovedWithAllThatWasMadeOfIt() throws Exception {
        store().create("marta", DRAFT);
        listeners.add(0, voice -> {
            throw new IllegalStateException("a listener that fails");
        });
        List<Boolean> there = new ArrayList<>();
        listeners.add(voice -> there.add(store().find(voice).isPresent()));
        store().remove("Marta");
        assertThat(voice("marta")).doesNotExist();
        assertThat(left).containsExactly("marta");
        assertThat(there).containsExactly(false);
        assertThat(store().list()).isEmpty();
        assertThat(failure(() -> store().remove("marta"))).contains("no voice marta");
        assertTidy();
    }

    @Test
    void aNameIsThatOfOneVoice() throws Exception {
        store().create("Begoña", DRAFT);
        String taken = "There is a voice Begoña already; choose another name, or remove it with alan:voice-remove Begoña.";
        assertThat(failure(() -> store().create("begoña", DRAFT))).isEqualTo(taken);
        // n and a combining tilde
        assertThat(failure(() -> store().create("Begon\u0303a", DRAFT))).isEqualTo(taken);
        assertThat(store().find("BEGOÑA")).isPresent();
        assertThat(store().find("begon\u0303a")).isPresent();
        assertTidy();
    }

    @Test
    void aNameLeadsNowhere() throws Exception {
        store().create("marta", DRAFT);
        for (String name : List.of("../marta", "marta/segments", ".lock", "/etc", "", ".", "..", "marta\0")) {
            assertThat(store().find(name)).isEmpty();
            assertThat(failure(() -> store().remove(name))).contains("There is no voice");
            assertThat(failure(() -> store().create(name, DRAFT))).contains("cannot be called");
        }
        assertThat(store().list()).hasSize(1);
        assertTidy();
    }

    @Test
    void whatIsNoVoiceIsNotKept() throws Exception {
        assertThat(failure(() -> store().create("marta", new VoiceDraft(List.of(), List.of(), List.of())))).isEqualTo("The voice has no segment.");
        VoiceDraft silent = new VoiceDraft(List.of(new VoiceDraft.Segment(new VoiceSegment(1, "Hm.", "en", 0, List.of(), 1), new Pcm(24_000, new float[0]))),
                List.of(), List.of());
        assertThat(failure(() -> store().create("marta", silent))).isEqualTo("Segment 1 has no sound.");
        VoiceDraft strange = new VoiceDraft(List.of(Drafts.segment(1, "Hm.", "the language of birds", 1, 30)), List.of(), List.of());
        assertThat(failure(() -> store().create("marta", strange))).contains("language \"the language of birds\"");
        VoiceDraft long1 = new VoiceDraft(List.of(Drafts.segment(1, "Hm.", "en", 301, 30)), List.of(), List.of());
        assertThat(failure(() -> store().create("marta", long1))).contains("lasts 301 s");
        assertThat(store().list()).isEmpty();
        assertThat(voice("marta")).doesNotExist();
        assertTidy();
    }

    @Test
    void aFolderThatCannotBeReadIsLeftOutAndCanBeRemoved() throws Exception {
        store().create("marta", DRAFT);
        store().create("leo", DRAFT);
        Files.writeString(voice("marta").resolve("voice.json"), "{");
        assertThat(store().list()).extracting(VoiceProfile::name).containsExactly("leo");
        assertThat(failure(() -> store().get("marta"))).contains("voice.json is missing or spoilt");
        store().remove("marta");
        assertThat(voice("marta")).doesNotExist();
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        store().create("marta", DRAFT);
        Path secret = Files.writeString(data.resolve("secret"), "The key is under the mat.");
        Path text = voice("marta").resolve("segments/001.txt");
        Files.delete(text);
        Files.createSymbolicLink(text, secret);
        assertThat(failure(() -> store().get("marta"))).contains("001.txt cannot be read").doesNotContain("mat");
        Files.createSymbolicLink(voice("leo"), voice("marta"));
        assertThat(store().find("leo")).isEmpty();
    }

    @Test
    void anotherKindOfSoundIsNamed() throws Exception {
        store().create("marta", DRAFT);
        Path sound = voice("marta").resolve("segments/002.wav");
        Wav.write(sound, new Pcm(16_000, new float[16_000]));
        assertThat(failure(() -> store().get("marta"))).endsWith("002.wav is not a wav file with 24 kHz, one channel and 16 bits (not 24 kHz, mono, 16 bits).");
        Files.write(sound, new byte[10]);
        assertThat(failure(() -> store().get("marta"))).contains("(no wav file)");
        Files.delete(sound);
        assertThat(failure(() -> store().get("marta"))).contains("002.wav is missing");
    }

    @Test
    void whatAKilledProcessLeftIsTidiedUpAndNothingElse() throws Exception {
        VoiceProfiles store = store();
        store.create("marta", DRAFT);
        Files.createDirectories(data.resolve("voices/.new-dead/voice/segments"));
        Files.createFile(data.resolve("voices/.new-dead.lock"));
        Files.createFile(data.resolve("voices/.new-file"));
        Files.createDirectories(data.resolve("voices/.gone-dead/segments"));
        Files.createDirectories(data.resolve("voices/mine"));
        store.pin("marta", List.of(1));
        assertTidy();
        assertThat(voice("mine")).exists();
        assertThat(store.list()).extracting(VoiceProfile::name).containsExactly("marta");
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws Exception {
        Files.createFile(data.resolve("voices"));
        assertThat(failure(() -> store().create("marta", DRAFT))).contains("cannot be written");
        assertThat(store().list()).isEmpty();
    }
}
