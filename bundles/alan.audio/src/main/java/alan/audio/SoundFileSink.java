package alan.audio;

import alan.api.AlanException;
import alan.api.audio.AudioSink;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sound file that is being written, aside until it is complete. */
final class SoundFileSink implements AudioSink {
    private static final Logger LOG = LoggerFactory.getLogger(SoundFileSink.class);

    private final Path file;
    private final Path aside;
    private final int sampleRate;
    private final SoundFileEncoder encoder;
    private final Resampler resampler;
    private long played;
    private boolean done;

    /**
     * Starts a file.
     *
     * @param file its ending says the format
     * @param sampleRate of what will be written, in Hz
     * @param tags what the file says about itself
     * @throws AlanException as {@link alan.api.audio.AudioFiles#create(Path, int, Map)}
     */
    SoundFileSink(Path file, int sampleRate, Map<String, String> tags) throws AlanException {
        SoundFileFormat format = SoundFileFormat.of(file);
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new AlanException("The folder %s does not exist; make it first, or choose another one.", Shown.path(folder));
        }
        if (Files.isDirectory(file)) {
            throw new AlanException("%s is a folder; choose another name for the sound file.", Shown.path(file));
        }
        if (!Files.isWritable(folder)) {
            throw new AlanException("The folder %s cannot be written; choose another one, or change its permissions.", Shown.path(folder));
        }
        this.file = file;
        this.sampleRate = sampleRate;
        this.aside = folder.resolve(".alan-" + UUID.randomUUID() + ".part");
        int encodedRate = format.encodedRate(sampleRate);
        this.resampler = encodedRate == sampleRate ? null : new Resampler(sampleRate, encodedRate);
        try {
            this.encoder = new SoundFileEncoder(aside, format, encodedRate, tags);
        } catch (IOException e) {
            if (resampler != null) {
                resampler.close();
            }
            removeAside();
            throw failure(e);
        }
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public synchronized void write(float[] samples) throws AlanException {
        if (done) {
            throw new AlanException("The sound file %s is already closed; start it again.", Shown.path(file));
        }
        try {
            encoder.write(resampler == null ? samples : resampler.convert(samples));
            played += samples.length;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void finish() throws AlanException {
        if (done) {
            throw new AlanException("The sound file %s is already closed; start it again.", Shown.path(file));
        }
        try {
            if (resampler != null) {
                encoder.write(resampler.drain());
            }
            encoder.finish();
            move();
        } catch (IOException e) {
            throw failed(e);
        }
        close();
    }

    private void move() throws IOException {
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private AlanException failed(IOException e) {
        close();
        return failure(e);
    }

    private AlanException failure(IOException e) {
        return e instanceof FfmpegError error && error.isDiskFull()
                ? new AlanException("The disk has no room for the sound file %s; make room, or choose another folder.", Shown.path(file), e)
                : new AlanException("The sound file %s could not be written at %d Hz; check the permissions of its folder, and the sample rate.",
                        Shown.path(file), sampleRate, e);
    }

    @Override
    public synchronized long played() {
        return played;
    }

    @Override
    public synchronized void close() {
        if (done) {
            return;
        }
        done = true;
        encoder.close();
        if (resampler != null) {
            resampler.close();
        }
        removeAside();
    }

    private void removeAside() {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            LOG.warn("The unfinished file {} could not be removed.", aside, e);
        }
    }
}
