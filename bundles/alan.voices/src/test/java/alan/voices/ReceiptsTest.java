package alan.voices;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.voice.Consent;
import alan.api.voice.ContextChoice;
import alan.api.voice.VoiceDraft;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may speak, and who may not. */
class ReceiptsTest extends VoiceStoreTestBase {
    private static final VoiceDraft DRAFT = Drafts.english("Good morning to you.", "Is it raining?", "What a day!");
    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void make() throws Exception {
        store().create("marta", DRAFT);
    }

    @Test
    void aVoiceSpeaksWithAReceiptOnly() throws Exception {
        assertThat(refused("marta")).isEqualTo("Nobody has allowed the voice marta to be used yet; alan:voice-consent marta asks.");
        VoiceProfile granted = store().grant("marta", Drafts.READ);
        assertThat(granted.consent().state()).isEqualTo(Consent.State.READ);
        assertThat(granted.consent().sentence()).isEqualTo(Drafts.READ.sentence());
        assertThat(granted.consent().similarity()).isEqualTo(0.83);
        assertThat(store().get("marta")).isEqualTo(granted);
        ContextChoice.Samples samples = store().samples("marta", "en", WINDOW, 1_024);
        assertThat(samples.samples()).hasSize(3).allMatch(sample -> sample.speaker() == 0);
        for (int i = 0; i < 3; i++) {
            assertThat(samples.samples().get(i).text()).isEqualTo(samples.choice().segments().get(i).segment().text());
            assertThat(samples.samples().get(i).sound().samples())
                    .containsExactly(store().sound("marta", samples.choice().segments().get(i).segment().number()).samples());
        }
        assertThat(left).isEmpty();
    }

    @Test
    void aStatementIsKeptAsOne() throws Exception {
        Consent consent = store().grant("marta", Drafts.OWN).consent();
        assertThat(consent.state()).isEqualTo(Consent.State.OWN);
        assertThat(consent.sentence()).isEqualTo("The voice marta is my own.");
        assertThat(consent.similarity()).isNull();
        assertThat(speaks("marta")).isTrue();
    }

    @Test
    void aCorrectedTextLeavesTheConsent() throws Exception {
        store().grant("marta", Drafts.READ);
        store().edit("marta", 1, "Good evening to you.");
        store().pin("marta", List.of(1));
        assertThat(store().get("marta").consent().isGiven()).isTrue();
        assertThat(store().samples("marta", "en", WINDOW, 1_024).samples().get(0).text()).isEqualTo("Good evening to you.");
    }

    @Test
    void aChangedSampleIsNotWhatWasAllowed() throws Exception {
        store().grant("marta", Drafts.READ);
        Path sound = voice("marta").resolve("segments/002.wav");
        byte[] bytes = Files.readAllBytes(sound);
        bytes[bytes.length - 1] ^= 1;
        // A change that leaves size and time as they were is not seen in a list, but speaks all the same not.
        var time = Files.getLastModifiedTime(sound);
        Files.write(sound, bytes);
        Files.setLastModifiedTime(sound, time);
        String why = "The samples of the voice marta are not those that its consent is for; alan:voice-consent marta asks anew.";
        assertThat(refused("marta")).isEqualTo(why);
        VoiceProfiles later = store();
        assertThat(later.get("marta").consent().state()).isEqualTo(Consent.State.INVALID);
        bytes[bytes.length - 1] ^= 1;
        Files.write(sound, bytes);
        assertThat(speaks("marta")).isTrue();
    }

    @Test
    void samplesThatChangedPlacesAreNotWhatWasAllowed() throws Exception {
        store().grant("marta", Drafts.READ);
        Path segments = voice("marta").resolve("segments");
        Files.move(segments.resolve("001.wav"), segments.resolve("x"));
        Files.move(segments.resolve("002.wav"), segments.resolve("001.wav"));
        Files.move(segments.resolve("x"), segments.resolve("002.wav"));
        assertThat(refused("marta")).contains("are not those that its consent is for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "voice", "state", "sentence", "heard", "similarity", "when", "samples", "replaces", "voids", "signature", "format"})
    void aChangedReceiptIsNone(String key) throws Exception {
        store().grant("marta", Drafts.READ);
        Path file = voice("marta").resolve("receipt.json");
        ObjectNode receipt = (ObjectNode) json.readTree(file.toFile());
        assertThat(receipt.has(key)).isTrue();
        switch (key) {
            case "state" -> receipt.put(key, "OWN");
            case "when" -> receipt.put(key, "2020-01-01T00:00:00Z");
            case "similarity" -> receipt.put(key, 0.84);
            case "format" -> receipt.put(key, 2);
            default -> receipt.put(key, receipt.get(key).isNull() ? "x" : "A" + receipt.get(key).asText().substring(1));
        }
        json.writeValue(file.toFile(), receipt);
        assertThat(refused("marta")).isEqualTo(
                "The receipt of the voice marta was changed, or another installation has given it; alan:voice-consent marta asks anew.");
        assertThat(store().get("marta").consent().state()).isEqualTo(Consent.State.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"format\":1}", "\0\0\0"})
    void whatIsNoReceiptIsNone(String content) throws Exception {
        Files.writeString(voice("marta").resolve("receipt.json"), content);
        assertThat(refused("marta")).contains("was changed");
        assertThat(failure(() -> store().revoke("marta"))).isEqualTo("There is no consent of this installation for the voice marta that could be taken back.");
        store().grant("marta", Drafts.READ);
        assertThat(speaks("marta")).isTrue();
    }

    @Test
    void theReceiptOfAnotherVoiceIsNone() throws Exception {
        store().create("leo", DRAFT);
        store().grant("leo", Drafts.READ);
        Files.copy(voice("leo").resolve("receipt.json"), voice("marta").resolve("receipt.json"));
        assertThat(refused("marta")).isEqualTo("The receipt of the voice marta is for the voice leo; alan:voice-consent marta asks anew.");
        assertThat(speaks("leo")).isTrue();
    }

    @Test
    void theReceiptOfAnotherInstallationIsNone() throws Exception {
        store().grant("marta", Drafts.READ);
        installation = new TestInstallation();
        assertThat(store().get("marta").consent().state()).isEqualTo(Consent.State.INVALID);
        assertThat(refused("marta")).contains("another installation has given it");
        assertThat(failure(() -> store().grant("marta", Drafts.READ))).contains("voices-revoked.jsonl, was changed or is another installation's");
        Files.delete(data.resolve("voices-revoked.jsonl"));
        store().grant("marta", Drafts.READ);
        assertThat(speaks("marta")).isTrue();
    }

    @Test
    void withoutAKeyNobodySpeaks() throws Exception {
        store().grant("marta", Drafts.READ);
        TestInstallation known = installation;
        installation = null;
        String missing = "Nothing here can give or check a receipt, so no voice of a person may speak: the bundle alan.identity is missing or has not started; "
                + "the log says why.";
        assertThat(refused("marta")).isEqualTo(missing);
        assertThat(failure(() -> store().grant("marta", Drafts.READ))).isEqualTo(missing);
        assertThat(store().get("marta").consent().state()).isEqualTo(Consent.State.INVALID);
        installation = known;
        assertThat(speaks("marta")).isTrue();
    }

    @Test
    void aConsentThatWasTakenBackIsVoidForEver() throws Exception {
        store().grant("marta", Drafts.READ);
        byte[] receipt = Files.readAllBytes(voice("marta").resolve("receipt.json"));
        List<String> refusals = new ArrayList<>();
        listeners.add(voice -> refusals.add(refused(voice)));
        VoiceProfile revoked = store().revoke("marta");
        assertThat(revoked.consent().state()).isEqualTo(Consent.State.REVOKED);
        assertThat(revoked.consent().sentence()).isEqualTo(Drafts.READ.sentence());
        assertThat(left).containsExactly("marta");
        assertThat(refusals).singleElement().asString().contains("was taken back");
        assertThat(refused("marta")).isEqualTo(
                "The consent for the voice marta was taken back, so it does not speak; alan:voice-consent marta asks anew.");
        store().grant("marta", Drafts.OWN);
        assertThat(speaks("marta")).isTrue();
        Files.write(voice("marta").resolve("receipt.json"), receipt);
        assertThat(store().get("marta").consent().state()).isEqualTo(Consent.State.REVOKED);
        // not even in a new voice of the same name and sound
        Files.delete(voice("marta").resolve("receipt.json"));
        store().remove("marta");
        store().create("marta", DRAFT);
        Files.write(voice("marta").resolve("receipt.json"), receipt);
        assertThat(refused("marta")).contains("was taken back");
    }

    @Test
    void theWholeFolderPutBackFromACopyDoesNotSpeak() throws Exception {
        store().grant("marta", Drafts.READ);
        Path copy = data.resolve("copy");
        copy(data.resolve("voices"), copy);
        store().revoke("marta");
        store().remove("marta");
        copy(copy, data.resolve("voices"));
        assertThat(refused("marta")).contains("was taken back");
    }

    @Test
    void anOlderReceiptGivesWayToANewer() throws Exception {
        store().grant("marta", Drafts.READ);
        byte[] older = Files.readAllBytes(voice("marta").resolve("receipt.json"));
        store().grant("marta", Drafts.OWN);
        byte[] newer = Files.readAllBytes(voice("marta").resolve("receipt.json"));
        Files.write(voice("marta").resolve("receipt.json"), older);
        assertThat(refused("marta")).isEqualTo(
                "The receipt of the voice marta is an old one that a newer has replaced; alan:voice-consent marta asks anew.");
        Files.write(voice("marta").resolve("receipt.json"), newer);
        assertThat(speaks("marta")).isTrue();
    }

    @Test
    void whoeverWasKilledBeforeTheOldOneWasVoidIsMadeUpFor() throws Exception {
        store().grant("marta", Drafts.READ);
        byte[] older = Files.readAllBytes(voice("marta").resolve("receipt.json"));
        byte[] list = Files.readAllBytes(data.resolve("voices-revoked.jsonl"));
        store().grant("marta", Drafts.OWN);
        Files.write(data.resolve("voices-revoked.jsonl"), list);
        assertThat(speaks("marta")).isTrue();
        Files.write(voice("marta").resolve("receipt.json"), older);
        assertThat(refused("marta")).contains("a newer has replaced");
    }

    @Test
    void theListCannotBeChangedInItsMiddle() throws Exception {
        store().create("leo", DRAFT);
        store().grant("leo", Drafts.READ);
        store().revoke("leo");
        store().create("ana", DRAFT);
        store().grant("ana", Drafts.READ);
        store().revoke("ana");
        store().grant("marta", Drafts.READ);
        Path list = data.resolve("voices-revoked.jsonl");
        List<String> lines = Files.readAllLines(list);
        assertThat(lines).hasSize(3);
        for (List<String> wrong : List.of(
                List.of(lines.get(0), lines.get(2)), List.of(lines.get(1), lines.get(2)), List.of(lines.get(0), lines.get(2), lines.get(1)),
                List.of(lines.get(0), lines.get(1), lines.get(2), "{}"), List.of(lines.get(0), lines.get(1).replace("REVOKED", "REPLACED"), lines.get(2)))) {
            Files.write(list, wrong);
            assertThat(refused("marta")).contains("voices-revoked.jsonl, was changed");
            assertThat(store().get("marta").consent().state()).isEqualTo(Consent.State.INVALID);
            assertThat(failure(() -> store().revoke("marta"))).contains("was changed");
        }
        // Its last lines can be taken away; but whoever was allowed after them no longer speaks then.
        Files.write(list, lines.subList(0, 2));
        assertThat(refused("marta")).contains("is older than the receipt of the voice marta");
        Files.delete(list);
        assertThat(refused("marta")).contains("is older than the receipt of the voice marta");
        Files.write(list, lines);
        assertThat(speaks("marta")).isTrue();
    }

    @Test
    void whatHasNoConsentCannotBeTakenBack() {
        assertThat(failure(() -> store().revoke("marta"))).isEqualTo("There is no consent of this installation for the voice marta that could be taken back.");
        assertThat(failure(() -> store().revoke("leo"))).contains("no voice leo");
        assertThat(left).isEmpty();
    }

    @Test
    void aFolderThatIsRenamedByHandNeedsANewConsent() throws Exception {
        store().grant("marta", Drafts.READ);
        Files.move(voice("marta"), voice("leo"));
        assertThat(refused("leo")).contains("is for the voice marta");
    }

    @Test
    void whatAnotherProcessTakesAwayIsToldHere() throws Exception {
        VoiceStore here = new VoiceStore(data, new TestAudio(), () -> installation, () -> null, () -> listeners);
        VoiceStore there = new VoiceStore(data, new TestAudio(), () -> installation, () -> null, List::of);
        for (String voice : List.of("ana", "eva", "leo")) {
            there.create(voice, DRAFT);
            there.grant(voice, Drafts.READ);
        }
        for (String voice : List.of("ana", "eva")) {
            here.samples(voice, "en", WINDOW, 1_024);
        }
        here.lookAround();
        assertThat(left).isEmpty();
        there.edit("ana", 1, "Good night to you.");
        there.pin("eva", List.of(1));
        here.lookAround();
        assertThat(left).isEmpty();
        there.revoke("ana");
        there.revoke("leo");
        here.lookAround();
        // Of leo nobody here had anything.
        assertThat(left).containsExactly("ana");
        there.remove("eva");
        // Another voice of the same name is another voice.
        there.create("eva", Drafts.english("It is somebody else who speaks here."));
        there.grant("eva", Drafts.OWN);
        here.lookAround();
        here.lookAround();
        assertThat(left).containsExactly("ana", "eva");
        here.samples("eva", "en", WINDOW, 1_024);
        here.revoke("eva");
        assertThat(left).containsExactly("ana", "eva", "eva");
        // Once more, for whoever had the samples and had not begun.
        here.lookAround();
        here.lookAround();
        assertThat(left).containsExactly("ana", "eva", "eva", "eva");
    }

    private String refused(String voice) {
        return failure(() -> store().samples(voice, "en", WINDOW, 1_024));
    }

    private boolean speaks(String voice) throws Exception {
        return store().get(voice).consent().isGiven() && !store().samples(voice, "en", WINDOW, 1_024).samples().isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.forEach(all::add);
        }
        for (Path path : all) {
            Path place = to.resolve(from.relativize(path).toString());
            if (!Files.isDirectory(place)) {
                Files.copy(path, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
