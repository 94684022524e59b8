package alan.api.voice;

import alan.api.audio.Pcm;
import alan.api.text.Text;
import java.util.List;

/**
 * What was made of a recording, before anything is kept of it.
 *
 * @param segments of it, in order
 * @param findings about it
 * @param differences between the text that was given and what was heard, a sentence each
 * @param leftOut what of its speech became no segment, and why, a sentence each
 */
public record VoiceDraft(List<Segment> segments, List<Finding> findings, List<Text> differences, List<Text> leftOut) {
    /**
     * A segment with its sound.
     *
     * @param about what it is; numbered from 1
     * @param sound of it, 24 kHz
     */
    public record Segment(VoiceSegment about, Pcm sound) {}

    /** Copies the lists. */
    public VoiceDraft {
        segments = List.copyOf(segments);
        findings = List.copyOf(findings);
        differences = List.copyOf(differences);
        leftOut = List.copyOf(leftOut);
    }

    /** A draft of which nothing was left out. */
    public VoiceDraft(List<Segment> segments, List<Finding> findings, List<Text> differences) {
        this(segments, findings, differences, List.of());
    }
}
