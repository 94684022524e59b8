package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioSink;
import alan.api.audio.PcmStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SoundDevicesTest {
    private static final Path CACHE = Path.of("target", "javacpp");

    private final FakeMixer desk = FakeMixer.microphone("Desk Mic", 1, 16000, 48000);
    private final FakeMixer headset = FakeMixer.microphone("USB Headset", 2, 16000);
    private final FakeMixer monitor = FakeMixer.speaker("Monitor", 1, 24000);
    private final FakeMixer hifi = FakeMixer.speaker("HiFi", 2, 48000);

    @Test
    void microphonesAndSpeakersAreListedApart() {
        assertThat(all().inputs()).containsExactly("Desk Mic", "USB Headset");
        assertThat(all().outputs()).containsExactly("Monitor", "HiFi");
    }

    @Test
    void aMachineWithoutDevicesIsToldWhatElseWorks() {
        SoundDevices none = devices();

        assertThat(none.inputs()).isEmpty();
        assertThat(none.outputs()).isEmpty();
        assertThatThrownBy(() -> none.microphone(null, 16000)).isInstanceOf(AlanException.class)
                .hasMessage("No microphone was found on this machine: connect one (on Linux, Java also needs the package libasound2), "
                        + "or use --input file:PATH with a sound file in its place.");
        assertThatThrownBy(() -> none.speaker("HiFi", 16000)).isInstanceOf(AlanException.class)
                .hasMessage("No speaker was found on this machine: connect one (on Linux, Java also needs the package libasound2), "
                        + "or use --output file:PATH to write a sound file instead.");
    }

    @Test
    void aDeviceIsFoundByAPartOfItsNameAndTheFirstIsTheDefault() throws AlanException {
        all().microphone(null, 16000).close();
        assertThat(desk.format).isNotNull();
        assertThat(headset.format).isNull();

        all().microphone("headset", 16000).close();
        assertThat(headset.format).isNotNull();
    }

    @Test
    void theConfiguredDeviceIsUsedWhenNoneIsNamed() throws AlanException {
        SoundDevices configured = new SoundDevices(Tones.files(), CACHE, "USB", "hifi",
                () -> List.of(desk.mixer(), headset.mixer(), monitor.mixer(), hifi.mixer()));

        configured.microphone(null, 16000).close();
        configured.speaker(" ", 48000).close();

        assertThat(headset.format).isNotNull();
        assertThat(hifi.format).isNotNull();
        assertThat(desk.format).isNull();
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> all().microphone("webcam", 16000)).isInstanceOf(AlanException.class)
                .hasMessage("There is no microphone with \"webcam\" in its name; choose one of these: Desk Mic, USB Headset.");
    }

    @Test
    void aDeviceThatIsInUseIsSaidByName() {
        desk.inUse = true;

        assertThatThrownBy(() -> all().microphone("desk", 16000)).isInstanceOf(AlanException.class)
                .hasMessage("The microphone Desk Mic could not be opened; another program may be using it: close that one, "
                        + "or choose another with --input.");
    }

    @Test
    void aDeviceWithoutAUsualFormatIsSaidByName() {
        SoundDevices odd = devices(FakeMixer.microphone("Odd Mic", 1, 96000), FakeMixer.speaker("Odd Box", 1, 96000));

        assertThatThrownBy(() -> odd.microphone(null, 16000)).isInstanceOf(AlanException.class)
                .hasMessage("The microphone Odd Mic has neither 44100 nor 48000 Hz at 16 bits; choose another with --input.");
        assertThatThrownBy(() -> odd.speaker(null, 16000)).isInstanceOf(AlanException.class)
                .hasMessage("The speaker Odd Box has neither 44100 nor 48000 Hz at 16 bits; choose another with --output.");
    }

    @Test
    void whatIsSaidIsSaidInSpanishToo() {
        desk.inUse = true;

        assertThatThrownBy(() -> devices().microphone(null, 16000)).isInstanceOfSatisfying(AlanException.class, e -> assertThat(
                e.text().say(Locale.forLanguageTag("es"))).startsWith("No se encontró ningún micrófono en este equipo: conecta uno"));
        assertThatThrownBy(() -> all().microphone("desk", 16000)).isInstanceOfSatisfying(AlanException.class, e -> assertThat(
                e.text().say(Locale.forLanguageTag("es"))).startsWith("No se pudo abrir el micrófono Desk Mic; quizá lo esté usando otro programa"));
    }

    @Test
    void aMicrophoneGivesWhatItHearsAndTheMeanOfItsChannels() throws AlanException {
        try (PcmStream stream = all().microphone("headset", 16000)) {
            headset.heard.add(new byte[] {0, 64, 0, 0, 0, -128, 0, -128});

            assertThat(stream.sampleRate()).isEqualTo(16000);
            assertThat(stream.read()).containsExactly(0.25f, -1f);
        }
        assertThat(headset.open).isFalse();
    }

    @Test
    void aMicrophoneThatIsClosedWhileItWaitsEnds() throws Exception {
        PcmStream stream = all().microphone("desk", 16000);
        CompletableFuture<float[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.read();
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });

        stream.close();

        assertThat(read.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(stream.read()).isNull();
    }

    @Test
    void aMicrophoneThatIsPulledOutIsSaid() throws AlanException {
        try (PcmStream stream = all().microphone("desk", 16000)) {
            desk.heard.add(new byte[0]);

            assertThatThrownBy(stream::read).isInstanceOf(AlanException.class)
                    .hasMessageStartingWith("The microphone Desk Mic does not answer any more");
        }
    }

    @Test
    void aSpeakerPlaysWhatIsWrittenClippedToSixteenBits() throws AlanException {
        AudioSink sink = all().speaker("monitor", 24000);
        sink.write(new float[] {0.5f, -3, 3});
        sink.finish();

        assertThat(monitor.played.toByteArray()).containsExactly(0, 64, 0, -128, -1, 127);
        assertThat(sink.played()).isEqualTo(3);
        assertThat(monitor.open).isFalse();
        sink.close();
    }

    @Test
    void playedIsWhatTheDeviceHasReallyPlayed() throws AlanException {
        AudioSink sink = all().speaker("monitor", 24000);
        sink.write(new float[24000]);
        assertThat(sink.played()).isZero();

        monitor.position = 10_000;
        assertThat(sink.played()).isEqualTo(10_000);
        monitor.position = 99_000;
        assertThat(sink.played()).isEqualTo(24_000);

        monitor.position = 0;
        sink.close();
        assertThat(sink.played()).isEqualTo(24_000);
    }

    @Test
    void aSpeakerThatIsClosedWhileItPlaysStopsTheWriter() throws Exception {
        monitor.stuck = true;
        AudioSink sink = all().speaker("monitor", 24000);
        CompletableFuture<String> writing = CompletableFuture.supplyAsync(() -> {
            try {
                sink.write(new float[24000]);
                return "written";
            } catch (AlanException e) {
                return e.getMessage();
            }
        });

        sink.close();

        assertThat(writing.get(10, TimeUnit.SECONDS)).isEqualTo("The speaker Monitor is already closed; open it again.");
    }

    @Test
    void theNullMicrophoneIsSilenceUntilItIsClosed() throws AlanException {
        PcmStream silence = devices().microphone("null", 16000);

        assertThat(silence.read()).hasSize(320).containsOnly(0f);
        silence.close();
        assertThat(silence.read()).isNull();
    }

    @Test
    void theNullSpeakerTakesTheTimeThatPlayingWouldTake() throws AlanException {
        long start = System.nanoTime();
        try (AudioSink sink = devices().speaker("null", 16000)) {
            sink.write(new float[4000]);
            sink.finish();

            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
            assertThat(sink.played()).isEqualTo(4000);
        }
    }

    @Test
    void theNullSpeakerThatIsClosedStopsTheWriter() throws Exception {
        AudioSink sink = devices().speaker("null", 16000);
        CompletableFuture<String> writing = CompletableFuture.supplyAsync(() -> {
            try {
                sink.write(new float[16000 * 3600]);
                return "written";
            } catch (AlanException e) {
                return e.getMessage();
            }
        });

        sink.close();

        assertThat(writing.get(10, TimeUnit.SECONDS)).contains("already closed");
        assertThat(sink.played()).isLessThan(16000L * 3600);
    }

    @Test
    void aFileDeviceNeedsAPath() {
        assertThatThrownBy(() -> devices().microphone("file:", 16000)).isInstanceOf(AlanException.class)
                .hasMessage("After file: the path of a sound file is missing; write file:PATH.");
        assertThatThrownBy(() -> devices().speaker("file:a\0b", 16000)).isInstanceOf(AlanException.class)
                .hasMessageContaining("cannot exist");
        assertThatThrownBy(() -> devices().microphone("null", 0)).isInstanceOf(AlanException.class).hasMessageContaining("0 Hz");
    }

    private SoundDevices all() {
        return devices(desk, headset, monitor, hifi);
    }

    private static SoundDevices devices(FakeMixer... mixers) {
        return new SoundDevices(Tones.files(), CACHE, "default", "default",
                () -> Arrays.stream(mixers).map(FakeMixer::mixer).toList());
    }
}
