package alan.api.stt;

import alan.api.AlanException;
import java.util.ArrayList;
import java.util.List;

/** A transcription under way. One thread pulls; any thread may close, which cancels within a fraction of a second. */
public interface Transcription extends AutoCloseable {
    /**
     * Waits for the next segment.
     *
     * @return the segment; {@code null} at the end and after {@link #close}
     * @throws AlanException when the engine fails or was unloaded
     */
    Segment next() throws AlanException;

    /** {@return the language, ISO 639-1, detected or as asked for; known once {@link #next} has returned} */
    String language();

    /** Cancels what is left. Does nothing the second time. */
    @Override
    void close();

    /**
     * Pulls all segments and closes.
     *
     * @return the whole transcript; its text is empty when nothing was understood
     * @throws AlanException as {@link #next}
     */
    default Transcript readAll() throws AlanException {
        try (this) {
            List<Segment> segments = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            for (Segment segment = next(); segment != null; segment = next()) {
                segments.add(segment);
                text.append(segment.text());
            }
            return new Transcript(text.toString().strip(), language(), List.copyOf(segments));
        }
    }
}
