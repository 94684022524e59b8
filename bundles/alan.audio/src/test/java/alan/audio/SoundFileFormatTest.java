package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SoundFileFormatTest {
    @Test
    void theEndingChoosesTheFormatInUpperAndLowerCase() throws AlanException {
        assertThat(SoundFileFormat.of(Path.of("a.wav"))).isEqualTo(SoundFileFormat.WAV);
        assertThat(SoundFileFormat.of(Path.of("a.f32.wav"))).isEqualTo(SoundFileFormat.FLOAT_WAV);
        assertThat(SoundFileFormat.of(Path.of("b/A.MP3"))).isEqualTo(SoundFileFormat.MP3);
        assertThat(SoundFileFormat.of(Path.of("a.wav.flac"))).isEqualTo(SoundFileFormat.FLAC);
        assertThat(SoundFileFormat.of(Path.of("a.opus"))).isEqualTo(SoundFileFormat.OPUS);
        assertThat(SoundFileFormat.of(Path.of("a.ogg"))).isEqualTo(SoundFileFormat.OGG);
    }

    @Test
    void anUnknownEndingIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> SoundFileFormat.of(Path.of("song.xyz")))
                .isInstanceOf(AlanException.class)
                .hasMessage("The name song.xyz does not say which sound format to write; "
                        + "let it end in .f32.wav, .wav, .mp3, .flac, .opus, .ogg.");
    }

    @Test
    void opusIsEncodedAt48KilohertzAndMp3AtTheNextRateItHas() {
        assertThat(SoundFileFormat.OPUS.encodedRate(16000)).isEqualTo(48000);
        assertThat(SoundFileFormat.MP3.encodedRate(16000)).isEqualTo(16000);
        assertThat(SoundFileFormat.MP3.encodedRate(20000)).isEqualTo(22050);
        assertThat(SoundFileFormat.MP3.encodedRate(96000)).isEqualTo(48000);
        assertThat(SoundFileFormat.WAV.encodedRate(12345)).isEqualTo(12345);
    }

    @Test
    void aPathIsGivenToFfmpegAsAFileInUtf8() {
        String url = new String(NativePath.bytes(Path.of("/tmp/concat:50%/größe |x.wav")), StandardCharsets.UTF_8);

        assertThat(url).startsWith("file:").endsWith("concat:50%/größe |x.wav\0");
    }
}
