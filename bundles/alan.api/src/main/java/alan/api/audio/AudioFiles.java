package alan.api.audio;

import alan.api.AlanException;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Reads and writes sound files of any common format, and changes sample rates. A service. */
@ProviderType
public interface AudioFiles {
    /**
     * Opens a sound file of any format, rate and number of channels as mono.
     *
     * @param file wav, mp3, flac, ogg, opus, m4a and whatever else the decoder knows; recognised by content, not by name
     * @param sampleRate wanted, in Hz; 0 for the file's own
     * @return the sound; the caller closes it
     * @throws AlanException when the file is missing, empty, holds no sound, or is longer than the configured limit
     */
    PcmStream open(Path file, int sampleRate) throws AlanException;

    /**
     * Reads a whole sound file as mono.
     *
     * @param file as {@link #open}
     * @param sampleRate as {@link #open}
     * @return the sound
     * @throws AlanException as {@link #open}; also when the file is cut off or damaged inside
     */
    default Pcm read(Path file, int sampleRate) throws AlanException {
        return open(file, sampleRate).readAll();
    }

    /**
     * Starts a sound file. It is written aside and moved to its name by {@link AudioSink#finish}.
     *
     * @param file its ending says the format: {@code .wav} (16-bit), {@code .f32.wav} (32-bit float), {@code .mp3}, {@code .flac}, {@code .opus}, {@code .ogg} (Opus)
     * @param sampleRate of what will be written, in Hz
     * @return the sink; the caller finishes or closes it
     * @throws AlanException when the ending is not known or the folder cannot be written
     */
    AudioSink create(Path file, int sampleRate) throws AlanException;

    /**
     * Starts a sound file that says something about itself.
     *
     * @param file as {@link #create(Path, int)}
     * @param sampleRate likewise
     * @param tags by names that every one of these formats has a place for: {@code title}, {@code artist}, {@code comment}, {@code copyright}; see also
     *     {@link alan.api.watermark.Mark#tags}. Where there is no place for them at all, they are left out
     * @return the sink; the caller finishes or closes it
     * @throws AlanException likewise
     */
    default AudioSink create(Path file, int sampleRate, Map<String, String> tags) throws AlanException {
        return create(file, sampleRate);
    }

    /**
     * Reads what a sound file says about itself. Anybody can have written it.
     *
     * @param file as {@link #open}
     * @return by the names of {@link #create(Path, int, Map)}, as far as they are there; on one line each, without what a terminal obeys
     * @throws AlanException when the file is missing, empty, or no sound file
     */
    default Map<String, String> tags(Path file) throws AlanException {
        return Map.of();
    }

    /**
     * Writes a whole sound file.
     *
     * @param file as {@link #create(Path, int)}
     * @param pcm the sound
     * @throws AlanException as {@link #create(Path, int)} and {@link AudioSink#finish}
     */
    default void write(Path file, Pcm pcm) throws AlanException {
        try (AudioSink sink = create(file, pcm.sampleRate())) {
            sink.write(pcm.samples());
            sink.finish();
        }
    }

    /**
     * Changes the sample rate with a band-limited filter.
     *
     * @param source is closed with the result
     * @param sampleRate wanted, in Hz
     * @return the same sound, as long; {@code source} itself when it already has that rate
     * @throws AlanException when the resampler cannot be made
     */
    PcmStream resample(PcmStream source, int sampleRate) throws AlanException;

    /**
     * Changes the sample rate of a piece of sound.
     *
     * @param pcm the sound
     * @param sampleRate wanted, in Hz
     * @return the same sound
     * @throws AlanException as {@link #resample(PcmStream, int)}
     */
    default Pcm resample(Pcm pcm, int sampleRate) throws AlanException {
        return pcm.sampleRate() == sampleRate ? pcm : resample(PcmStream.of(pcm), sampleRate).readAll();
    }
}
