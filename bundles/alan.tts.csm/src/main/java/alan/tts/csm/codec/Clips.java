package alan.tts.csm.codec;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.tts.Sample;
import alan.tts.csm.engine.CsmModel;
import alan.tts.csm.prompt.Segment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes segments of sounds that the model is shown, and remembers the frames of those that it has seen. For several threads. */
public final class Clips {
    /** Sounds whose frames are remembered: an hour of them takes 6 MB. */
    private static final int MOST = 1000;

    private final CsmModel model;
    private final AudioFiles audio;
    /** By the sound's digest; the one that was used last is the last. */
    private final Map<ByteBuffer, List<int[]>> frames = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, List<int[]>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param model that is shown them
     * @param audio resamples
     */
    public Clips(CsmModel model, AudioFiles audio) {
        this.model = model;
        this.audio = audio;
    }

    /**
     * {@return segments of samples, in their order; of one without any sound there is none}
     *
     * @param samples any rate
     * @throws AlanException when a sound cannot be read
     */
    public List<Segment> segments(List<Sample> samples) throws AlanException {
        List<Segment> segments = new ArrayList<>();
        for (Sample sample : samples) {
            if (sample.sound().samples().length > 0) {
                segments.add(new Segment(model.tokenizer().encode(sample.speaker(), sample.text()), frames(sample.sound())));
            }
        }
        return segments;
    }

    private List<int[]> frames(Pcm sound) throws AlanException {
        ByteBuffer digest = digest(sound);
        synchronized (frames) {
            List<int[]> known = frames.get(digest);
            if (known != null) {
                return known;
            }
        }
        Pcm resampled = audio.resample(sound, model.config().mimi().sampleRate());
        List<int[]> made = new ClipEncoder(model.config(), model.encoder()).encode(resampled.samples());
        synchronized (frames) {
            frames.put(digest, made);
        }
        return made;
    }

    private static ByteBuffer digest(Pcm sound) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * sound.samples().length).putInt(sound.sampleRate());
        bytes.asFloatBuffer().put(sound.samples());
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets all of them, such as when a person's voice may no longer be used. */
    public void forget() {
        synchronized (frames) {
            frames.clear();
        }
    }
}
