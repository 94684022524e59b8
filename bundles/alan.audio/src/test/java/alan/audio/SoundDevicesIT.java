package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundDevicesIT {
    private static final Path CACHE = Path.of("target", "javacpp");

    @TempDir
    Path folder;

    @Test
    void aFileStandsInForAMicrophoneAndForASpeaker() throws AlanException {
        SoundDevices devices = new SoundDevices(Tones.files(), CACHE, "default", "default", List::of);
        Path file = folder.resolve("a.flac");

        try (AudioSink sink = devices.speaker("file:" + file, 24000)) {
            sink.write(Tones.sine(24000, 440, 0.5, 24000).samples());
            sink.finish();
        }
        try (PcmStream stream = devices.microphone("file:" + file, 16000)) {
            assertThat(stream.readAll().samples()).hasSize(16000);
        }
    }

    @Test
    void aMicrophoneWithAnotherRateIsResampled() throws AlanException {
        FakeMixer microphone = FakeMixer.microphone("Mic", 1, 48000);
        LineFormat<?> format = new LineFormat<>(null, 48000, 1);
        Pcm tone = Tones.sine(48000, 1000, 0.5, 48000);
        for (int at = 0; at < 48000; at += 960) {
            microphone.heard.add(format.fromMono(tone.slice(at, at + 960).samples()));
        }
        SoundDevices devices = new SoundDevices(Tones.files(), CACHE, "default", "default", () -> List.of(microphone.mixer()));

        float[] heard = new float[15000];
        try (PcmStream stream = devices.microphone(null, 16000)) {
            assertThat(stream.sampleRate()).isEqualTo(16000);
            for (int at = 0; at < heard.length;) {
                float[] block = stream.read();
                System.arraycopy(block, 0, heard, at, Math.min(block.length, heard.length - at));
                at += block.length;
            }
        }

        assertThat(Tones.snr(Tones.sine(16000, 1000, 0.5, 15000).samples(), heard, 200)).isGreaterThan(60);
        assertThat(microphone.open).isFalse();
    }

    @Test
    void aSpeakerWithAnotherRateIsResampledAndCountsAtTheRateOfTheSound() throws AlanException {
        FakeMixer speaker = FakeMixer.speaker("Speaker", 2, 48000);
        SoundDevices devices = new SoundDevices(Tones.files(), CACHE, "default", "default", () -> List.of(speaker.mixer()));

        AudioSink sink = devices.speaker(null, 24000);
        sink.write(Tones.sine(24000, 1000, 0.5, 24000).samples());
        speaker.position = 24000;
        assertThat(sink.played()).isEqualTo(12000);
        sink.finish();

        byte[] played = speaker.played.toByteArray();
        assertThat(played).hasSize(48000 * 2 * 2);
        float[] mono = new LineFormat<>(null, 48000, 2).toMono(played, played.length);
        assertThat(Tones.snr(Tones.sine(48000, 1000, 0.5, 48000).samples(), mono, 500)).isGreaterThan(60);
        assertThat(sink.played()).isEqualTo(24000);
    }
}
