package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioSink;
import alan.api.audio.PcmStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeDevicesTest {
    @TempDir
    Path folder;

    private final SoundDevices devices = new SoundDevices(Tones.files(), Path.of("target", "javacpp"), "null", "null", List::of);

    @Test
    void whatAProgramGivesIsHeard() throws Exception {
        Path file = folder.resolve("sound with a space.raw");
        Files.write(file, new byte[] {0, 0, 0, 0x40, 0, (byte) 0x80, 1});
        try (PcmStream microphone = devices.microphone("pipe:cat '" + file + "'", 16_000)) {
            assertThat(microphone.sampleRate()).isEqualTo(16_000);
            assertThat(microphone.read()).containsExactly(0, 0.5f, -1);
            assertThatThrownBy(microphone::read).isInstanceOf(AlanException.class).hasMessageContaining("has ended");
        }
    }

    @Test
    void aMicrophoneThatIsClosedEndsItsReader() throws Exception {
        PcmStream microphone = devices.microphone("pipe:sleep 600", 16_000);
        CompletableFuture<float[]> block = CompletableFuture.supplyAsync(() -> {
            try {
                return microphone.read();
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        microphone.close();
        microphone.close();
        assertThat(block.get()).isNull();
    }

    @Test
    void whatIsPlayedReachesTheProgramAtTheWantedRate() throws Exception {
        Path file = folder.resolve("{rate}");
        try (AudioSink speaker = devices.speaker("pipe:tee \"" + file + "\"", 22_050)) {
            speaker.write(new float[] {0, 2, -0.5f});
            speaker.finish();
            assertThat(speaker.played()).isEqualTo(3);
        }
        assertThat(folder.resolve("22050")).hasBinaryContent(new byte[] {0, 0, (byte) 0xFF, 0x7F, 0, (byte) 0xC0});
    }

    @Test
    void aProgramThatAlsoPrintsWhatItPlaysIsNotHeldUp() throws Exception {
        Path file = folder.resolve("long");
        try (AudioSink speaker = devices.speaker("pipe:tee " + file, 22_050)) {
            speaker.write(new float[1_000_000]);
            speaker.finish();
        }
        assertThat(file).hasSize(2_000_000);
    }

    @Test
    void whatAProgramComplainsOfIsTold() throws Exception {
        try (PcmStream microphone = devices.microphone("pipe:cat /there/is/no/such/file", 16_000)) {
            assertThatThrownBy(microphone::read).isInstanceOf(AlanException.class).hasMessageContaining("/there/is/no/such/file").hasMessageContaining("said");
        }
        try (AudioSink speaker = devices.speaker("pipe:false", 16_000)) {
            assertThatThrownBy(() -> {
                speaker.write(new float[100_000]);
                speaker.finish();
            }).isInstanceOf(AlanException.class).hasMessageContaining("false has ended");
        }
    }

    @Test
    void aProgramThatIsNotThereAndNoProgramAreNamed() {
        assertThatThrownBy(() -> devices.microphone("pipe:no-such-program -x", 16_000)).isInstanceOf(AlanException.class).hasMessageContaining("no-such-program");
        assertThatThrownBy(() -> devices.speaker("pipe: ", 16_000)).isInstanceOf(AlanException.class).hasMessageContaining("a command is missing");
    }

    @Test
    void quotesKeepWordsTogether() {
        assertThat(PipeCommand.words("a \"b c\" 'd \"e' f")).containsExactly("a", "b c", "d \"e", "f");
    }
}
