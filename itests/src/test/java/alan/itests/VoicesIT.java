package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.companion.Companion;
import alan.api.identity.Installation;
import alan.api.tts.ContextWindow;
import alan.api.tts.SpeechRequest;
import alan.api.voice.Consent;
import alan.api.voice.ContextChoice;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** Voices of people in the shipped folder: real sound files, real phonemes, commands, and whoever comes and goes. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class VoicesIT extends InFelix {
    private static final ContextWindow WINDOW = new ContextWindow(2_048, 12.5, 4, text -> text.length() / 3 + 1);

    @Configuration
    public Option[] distribution() throws Exception {
        return Distribution.options("voices", "512m");
    }

    @After
    public void remove() throws AlanException {
        VoiceProfiles voices = service(VoiceProfiles.class);
        for (VoiceProfile voice : voices.list()) {
            voices.remove(voice.name());
        }
    }

    @Test
    public void aVoiceOfWyomingPiperComesInWithRealSoundAndRealPhonemes() throws Exception {
        VoiceProfiles voices = service(VoiceProfiles.class);
        VoiceProfile ana = voices.importFrom(spoken(), null).get(0);
        assertThat(ana.name()).isEqualTo("ana");
        assertThat(ana.languages()).containsExactly("en", "es");
        assertThat(ana.segments()).extracting(VoiceSegment::text).containsExactly("The moon is a rock. Is it far away?", "La luna es una roca.");
        assertThat(ana.segments()).allMatch(each -> each.seconds() > 1 && each.snr() > 15);
        ContextChoice choice = voices.choose("ana", "es", WINDOW, VoiceProfiles.share(WINDOW));
        // The English one comes first, with sounds that no Spanish has.
        assertThat(choice.segments()).extracting(each -> each.segment().language()).containsExactly("en", "es");
        assertThat(choice.positions()).isLessThanOrEqualTo(1_024);
        assertThat(voices.sound("ana", 2).sampleRate()).isEqualTo(24_000);
        assertThatThrownBy(() -> voices.samples("ana", "es", WINDOW, 1_024)).hasMessageContaining("Nobody has allowed the voice ana");
    }

    @Test
    public void aVoiceSpeaksWhileTheKeyOfItsReceiptIsHere() throws Exception {
        VoiceProfiles voices = service(VoiceProfiles.class);
        voices.importFrom(spoken(), null);
        List<String> left = new CopyOnWriteArrayList<>();
        ServiceRegistration<VoiceProfiles.Listener> listener = context.registerService(VoiceProfiles.Listener.class, left::add, null);
        ServiceRegistration<Installation> installation = context.registerService(Installation.class, new Key(),
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1_000)));
        try {
            voices.grant("ana", new VoiceProfiles.Evidence(Consent.State.OWN, "The voice ana is my own.", null, null));
            assertThat(voices.samples("ana", "en", WINDOW, 1_024).samples()).hasSize(2);
            assertThat(voices.get("ana").consent().isGiven()).isTrue();
            voices.revoke("ana");
            assertThat(left).startsWith("ana");
            assertThat(voices.get("ana").consent().state()).isEqualTo(Consent.State.REVOKED);
            await("who had the samples is told once more", () -> left.size() == 2);
        } finally {
            installation.unregister();
            listener.unregister();
            Files.deleteIfExists(Path.of(context.getProperty(Home.DATA), "voices-revoked.jsonl"));
        }
        assertThat(voices.get("ana").consent().state()).isEqualTo(Consent.State.INVALID);
        assertThatThrownBy(() -> voices.samples("ana", "en", WINDOW, 1_024)).isInstanceOf(AlanException.class);
    }

    @Test
    public void theCommandsAreThere() throws Exception {
        await("commands of voices", () -> commands().contains("voice-show"));
        assertThat(commands()).contains("voice-edit", "voice-pin", "voice-remove", "voice-revoke", "voice-export", "voice-import", "persona-new", "voices");
    }

    private List<Object> commands() {
        try {
            ServiceReference<?>[] all = context.getServiceReferences((String) null, "(osgi.command.scope=alan)");
            return all == null ? List.of() : Stream.of(all).map(each -> each.getProperty("osgi.command.function")).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a folder as wyoming-piper has it, of what this node's own voices say} */
    private Path spoken() throws Exception {
        Path folder = Files.createTempDirectory(Path.of(context.getProperty(Home.DATA)), "piper");
        say(folder.resolve("en_US/ana"), "en", "The moon is a rock. Is it far away?");
        say(folder.resolve("es/ana"), "es", "La luna es una roca.");
        return folder;
    }

    private void say(Path folder, String language, String text) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ref.txt"), text);
        Pcm said = service(Companion.class).say(new SpeechRequest(text, null, null, language, Map.of())).readAll();
        service(AudioFiles.class).write(folder.resolve("ref.wav"), said);
    }

    /** A key of its own. */
    private static final class Key implements Installation {
        private final KeyPair keys;

        Key() throws GeneralSecurityException {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }

        @Override
        public int id() {
            return 0;
        }

        @Override
        public byte[] publicKey() {
            return keys.getPublic().getEncoded();
        }

        @Override
        public byte[] sign(byte[] data) throws AlanException {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(keys.getPrivate());
                signature.update(data);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new AlanException("The key does not sign.", e);
            }
        }

        @Override
        public boolean isSigned(byte[] data, byte[] signed) throws AlanException {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initVerify(keys.getPublic());
                signature.update(data);
                return signature.verify(signed);
            } catch (GeneralSecurityException e) {
                throw new AlanException("The key does not check.", e);
            }
        }
    }
}
