package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.tts.SpeechRequest;
import alan.api.voice.Consent;
import alan.shell.fake.FakeEnrolment;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VoiceMakingCommandsTest extends CommandsTestBase {
    private void recording() throws Exception {
        Files.writeString(folder.resolve("marta.m4a"), "sound");
    }

    @Test
    void aNewVoiceIsShownThenKept() throws Exception {
        recording();
        String out = shell.run("voice-new marta marta.m4a");
        assertThat(out.lines()).containsExactly(
                "  1    4.3 s  Good [morning], Marta, morning.",
                "  2    4.3 s  It rains.",
                "Words in [brackets] were heard without certainty.",
                "",
                "Left out:",
                "- At 0:07: nothing was understood.",
                "",
                "What would make a better voice:",
                "- The speech is only 18 dB above the noise; record it where it is quiet, close to the microphone.",
                "",
                "The voice marta is kept: 8.5 s in 2 segments. What was heard wrongly is corrected with alan:voice-edit marta NUMBER TEXT.",
                "It may not speak yet. Whoever it belongs to reads a sentence aloud that allows it: alan:voice-consent marta");
        assertThat(shell.err().lines()).containsExactly("Listening: 60 %", "Listening: 100 %");
        assertThat(enrolment.calls).containsExactly("draft 24000 at 16000 null null");
        assertThat(enrolment.voices.all.get("marta").consent()).isEqualTo(Consent.NONE);
    }

    @Test
    void anExactTextIsHandedOnAndDifferencesAreShown() throws Exception {
        recording();
        Files.writeString(folder.resolve("marta.txt"), "¡Buenos días!");
        assertThat(shell.run("voice-new marta marta.m4a --text marta.txt --language es")).contains("Differences from the text:\n- At 0:01 something differs.");
        assertThat(enrolment.calls).containsExactly("draft 24000 at 16000 ¡Buenos días! es");
        assertThat(failure("voice-new leo marta.m4a --text none.txt")).hasMessage("The file " + folder.resolve("none.txt") + " cannot be read.");
        Files.write(folder.resolve("latin1.txt"), new byte[] {(byte) 0xe9, 'a'});
        assertThat(failure("voice-new leo marta.m4a --text latin1.txt")).hasMessageContaining("UTF-8");
        assertThat(enrolment.voices.all).containsOnlyKeys("marta");
    }

    @Test
    void anOwnersVoiceMaySpeakAtOnce() throws Exception {
        recording();
        assertThat(shell.run("voice-new marta marta.m4a --own-voice")).endsWith(
                "You have stated that it is your own, so it may speak: alan:voice-test marta \"A sentence.\"\n");
        assertThat(enrolment.voices.all.get("marta").consent().state()).isEqualTo(Consent.State.OWN);
    }

    @Test
    void aNameThatWillNotDoIsToldBeforeTheWork() throws Exception {
        recording();
        assertThat(failure("voice-new ../x marta.m4a").status()).isEqualTo(2);
        shell.run("voice-new marta marta.m4a");
        enrolment.calls.clear();
        assertThat(failure("voice-new marta marta.m4a")).hasMessageContaining("already");
        assertThat(failure("voice-record marta")).hasMessageContaining("already");
        assertThat(enrolment.calls).isEmpty();
    }

    @Test
    void aRecordingOfHoursIsRefusedWithoutBeingReadToItsEnd() throws Exception {
        recording();
        audio.seconds = 15 * 60 + 1;
        assertThat(failure("voice-new marta marta.m4a")).hasMessageContaining("15 minutes");
        assertThat(enrolment.calls).isEmpty();
        audio.seconds = 15 * 60;
        shell.run("voice-new marta marta.m4a");
        assertThat(enrolment.voices.all).containsKey("marta");
    }

    @Test
    void whatCannotBeMadeIsOneSentenceAndNothingIsKept() throws Exception {
        recording();
        enrolment.refusal = new AlanException("Nobody speaks in the recording.");
        assertThat(failure("voice-new marta marta.m4a")).hasMessage("Nobody speaks in the recording.");
        assertThat(failure("voice-new marta none.wav")).hasMessageContaining("none.wav");
        assertThat(enrolment.voices.all).isEmpty();
    }

    @Test
    void linesAreReadOneAfterTheOtherAndAgainWhenTheyWereNotUnderstood() throws Exception {
        audio.heard.addAll(List.of(new float[4800], new float[9600], new float[14_400], new float[960]));
        enrolment.heard.addAll(List.of("Line one.", "Lime too.", "Line two.", ""));
        String out = shell.run("voice-record marta --input file:in.wav --lines 3 --language en");
        assertThat(out).contains("1/3  Line one.", "2/3  Line two.", "That was heard as \"Lime too.\".", "3/3  Line three.", "Nothing was understood.");
        assertThat(audio.opened).containsExactly("in file:" + folder.resolve("in.wav"));
        assertThat(enrolment.calls).containsExactly("read 4800 en", "read 9600 en", "read 14400 en", "read 960 en",
                "draft 19200 at 48000 Line one.\nLine two. en");
        assertThat(enrolment.voices.all).containsKey("marta");
        assertThat(engines.calls).containsExactly("lease vad", "release");
    }

    @Test
    void aLineThatIsNeverUnderstoodIsLeftOut() throws Exception {
        for (int i = 0; i < 4; i++) {
            audio.heard.add(new float[4800]);
        }
        enrolment.heard.addAll(List.of("no", "no", "no", "Line two."));
        shell.run("voice-record marta --input file:in.wav --lines 2 --language en");
        assertThat(enrolment.calls).last().isEqualTo("draft 4800 at 48000 Line two. en");
    }

    @Test
    void nothingIsMadeOfNothing() {
        assertThat(failure("voice-record marta --input file:in.wav --language en")).hasMessage("No line was read, so there is no voice.");
        assertThat(failure("voice-record marta --language fr")).hasMessage("There is nothing to read.");
        assertThat(failure("voice-record marta --lines 0 --language en").status()).isEqualTo(2);
        assertThat(enrolment.voices.all).isEmpty();
    }

    @Test
    void aConsentIsReadInAsManyBreathsAsItTakes() throws Exception {
        recording();
        shell.run("voice-new marta marta.m4a");
        Files.writeString(folder.resolve("in.wav"), "sound");
        enrolment.calls.clear();
        audio.heard.addAll(List.of(new float[4800], new float[9600]));
        enrolment.heard.addAll(List.of("I allow it"));
        String out = shell.run("voice-consent marta --input file:in.wav");
        assertThat(out).contains("    " + FakeEnrolment.SENTENCE + "\n").endsWith(
                "Allowed: the sentence was heard, in the voice marta (similarity 0.88). It may speak now: alan:voice-test marta \"A sentence.\"\n");
        assertThat(enrolment.calls).containsExactly("read 4800 en", "read 14400 en", "consent 14400 en");
    }

    @Test
    void aConsentCanBeRecordedElsewhereWhileItWaits() throws Exception {
        recording();
        shell.run("voice-new marta marta.m4a");
        audio.heard.add(new float[4800]);
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> {
            try {
                return shell.run("voice-consent marta --input file:later.wav");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (!shell.out().contains("Waiting for the file")) {
            Thread.sleep(20);
        }
        assertThat(out).isNotDone();
        Files.writeString(folder.resolve("later.wav"), "sound");
        assertThat(out.get(60, TimeUnit.SECONDS)).contains("Allowed:");
    }

    @Test
    void aRefusedConsentLeavesTheVoiceSilent() throws Exception {
        recording();
        shell.run("voice-new marta marta.m4a");
        Files.writeString(folder.resolve("in.wav"), "sound");
        enrolment.refusal = new AlanException("That was not the sentence.");
        assertThat(failure("voice-consent marta --input file:in.wav")).hasMessage("That was not the sentence.");
        assertThat(failure("voice-test marta hello --out a.wav")).hasMessageContaining("may not speak");
        assertThat(failure("voice-consent bob")).hasMessage("There is no voice bob.");
        assertThat(companion.said).isEmpty();
        shell.run("voice-consent marta --own-voice");
        assertThat(shell.run("voice-test marta 'How are you?' --out a.wav")).contains("1.00 s");
        assertThat(companion.said).singleElement().isEqualTo(new SpeechRequest("How are you?", null, "marta", null, java.util.Map.of()));
    }
}
