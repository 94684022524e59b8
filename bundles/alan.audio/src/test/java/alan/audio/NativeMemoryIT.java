package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryIT {
    private static final long MEGABYTE = 1 << 20;

    private final AudioFiles files = Tones.files();

    @TempDir
    Path folder;

    @Test
    void aThousandFilesOpenedAndClosedLeaveNoMemoryBehind() throws Exception {
        Path wav = folder.resolve("a.wav");
        Path mp3 = folder.resolve("a.mp3");
        Path text = Files.writeString(folder.resolve("text.wav"), "no sound at all");
        files.write(wav, Tones.chirp(44100, 0.3));
        files.write(mp3, Tones.chirp(44100, 0.3));
        round(300, wav, mp3, text);
        System.gc();
        long before = Pointer.physicalBytes();

        round(1000, wav, mp3, text);

        System.gc();
        // One decoder or resampler left behind each time would be more than 100 MB.
        assertThat(Pointer.physicalBytes() - before).isLessThan(40 * MEGABYTE);
    }

    private void round(int times, Path wav, Path mp3, Path text) throws AlanException {
        Pcm sound = new Pcm(16000, new float[1600]);
        for (int i = 0; i < times; i++) {
            try (PcmStream stream = files.open(i % 2 == 0 ? wav : mp3, 16000)) {
                stream.read(); // closed in the middle
            }
            try (AudioSink sink = files.create(folder.resolve("out.opus"), 16000)) {
                sink.write(sound.samples());
            }
            try (PcmStream stream = files.resample(PcmStream.of(sound), 24000)) {
                stream.read();
            }
            try {
                files.open(text, 16000).close();
            } catch (AlanException e) {
                continue;
            }
            throw new AssertionError("a text was opened as sound");
        }
    }

    @Test
    void aStreamMayBeClosedWhileAnotherThreadReadsIt() throws Exception {
        Path file = folder.resolve("a.flac");
        files.write(file, Tones.chirp(44100, 20));
        for (int i = 0; i < 50; i++) {
            PcmStream stream = files.open(file, 16000);
            CountDownLatch reading = new CountDownLatch(1);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                try {
                    while (stream.read() != null) {
                        reading.countDown();
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            reader.start();
            assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

            stream.close();
            reader.join(10_000);

            assertThat(reader.isAlive()).isFalse();
            assertThat(failure.get()).isNull();
            assertThat(stream.read()).isNull();
        }
    }

    @Test
    void aSinkMayBeClosedWhileAnotherThreadWritesIt() throws Exception {
        for (int i = 0; i < 30; i++) {
            AudioSink sink = files.create(folder.resolve("a.mp3"), 16000);
            CountDownLatch writing = new CountDownLatch(1);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread writer = new Thread(() -> {
                try {
                    while (true) {
                        sink.write(new float[1000]);
                        writing.countDown();
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            writer.start();
            assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();

            sink.close();
            writer.join(10_000);

            assertThat(failure.get()).isInstanceOf(AlanException.class).hasMessageContaining("already closed");
            assertThat(folder).isEmptyDirectory();
        }
    }
}
