package alan.audio;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A sound file as mono, while it is decoded. */
final class SoundFileStream implements PcmStream {
    private final Path file;
    private final int maxMinutes;
    private final SoundFileDecoder decoder;
    private final int sampleRate;
    private Resampler resampler;
    private FrameFormat format;
    private double secondsOfFormatsBefore;
    private float[] first;
    private boolean ended;
    private boolean closed;

    /**
     * Opens a file and decodes its first block, so that a file without sound is refused here.
     *
     * @param file which exists and has content
     * @param sampleRate wanted, in Hz; 0 for the file's own
     * @param maxMinutes longest sound that is taken; 0 for any length
     * @throws AlanException as {@link alan.api.audio.AudioFiles#open}
     */
    SoundFileStream(Path file, int sampleRate, int maxMinutes) throws AlanException {
        this.file = file;
        this.maxMinutes = maxMinutes;
        decoder = new SoundFileDecoder(file);
        this.sampleRate = sampleRate > 0 ? sampleRate : decoder.sampleRate();
        try {
            checkLength(decoder.declaredSeconds());
            first = read();
            if (first == null) {
                throw new AlanException("The sound file %s holds no sound at all; record or copy it again.", Shown.path(file));
            }
        } catch (AlanException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public synchronized float[] read() throws AlanException {
        if (closed) {
            return null;
        }
        if (first != null) {
            float[] block = first;
            first = null;
            return block;
        }
        while (!ended) {
            AVFrame frame = decoder.next();
            float[] block = frame == null ? end() : convert(frame);
            if (block.length > 0) {
                return block;
            }
        }
        if (decoder.damaged()) {
            throw damaged();
        }
        return null;
    }

    @Override
    public Pcm readAll() throws AlanException {
        try (this) {
            GatheredSound all = new GatheredSound(file, sampleRate, decoder.declaredSeconds());
            for (float[] block = read(); block != null; block = read()) {
                all.add(block);
            }
            return all.pcm();
        }
    }

    private float[] convert(AVFrame frame) throws AlanException {
        FrameFormat now = FrameFormat.of(frame);
        float[] rest = new float[0];
        if (!now.equals(format)) {
            decoder.requirePossible(frame);
            rest = drain(); // streams that were put one behind the other may differ
            resampler = new Resampler(frame.ch_layout(), frame.format(), frame.sample_rate(), sampleRate);
            format = now;
        }
        float[] block = resampler.convert(frame.extended_data(), frame.nb_samples());
        checkLength(seconds());
        return rest.length == 0 ? block : joined(rest, block);
    }

    private float[] end() throws AlanException {
        ended = true;
        return drain();
    }

    private float[] drain() throws AlanException {
        if (resampler == null) {
            return new float[0];
        }
        float[] rest = resampler.drain();
        secondsOfFormatsBefore = seconds();
        resampler.close();
        resampler = null;
        return rest;
    }

    /** How much has been decoded. */
    private double seconds() {
        return secondsOfFormatsBefore + (resampler == null ? 0 : resampler.taken() / (double) format.sampleRate());
    }

    private void checkLength(double seconds) throws AlanException {
        if (maxMinutes > 0 && seconds > maxMinutes * 60.0) {
            ended = true;
            throw new AlanException("The sound file %s is longer than the limit of %d minutes; cut it, or raise max.minutes in the "
                    + "configuration alan.audio.", Shown.path(file), maxMinutes);
        }
    }

    private AlanException damaged() {
        double declared = decoder.declaredSeconds();
        return declared > seconds()
                ? new AlanException("The sound file %s is damaged or cut off: only the first %.1f of %.1f seconds can be read; "
                        + "copy or download it again.", Shown.path(file), seconds(), declared)
                : new AlanException("The sound file %s is damaged or cut off: only the first %.1f seconds can be read; copy or download it again.",
                        Shown.path(file), seconds());
    }

    private static float[] joined(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (resampler != null) {
            resampler.close();
        }
        decoder.close();
    }

    /** What a resampler is made for. */
    private record FrameFormat(int sampleRate, int sampleFormat, int order, int channels, long mask) {
        static FrameFormat of(AVFrame frame) {
            return new FrameFormat(frame.sample_rate(), frame.format(), frame.ch_layout().order(),
                    frame.ch_layout().nb_channels(), frame.ch_layout().u_mask());
        }
    }
}
