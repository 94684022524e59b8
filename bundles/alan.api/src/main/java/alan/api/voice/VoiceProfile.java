package alan.api.voice;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person's voice, as it is kept.
 *
 * @param name unique: letters, digits, {@code -} and {@code _}
 * @param created when
 * @param segments of its recording
 * @param findings about its recording
 * @param pinned numbers of the segments that a model is shown, and no others, in this order; empty to have them chosen
 * @param consent whether it may speak
 */
public record VoiceProfile(String name, Instant created, List<VoiceSegment> segments, List<Finding> findings, List<Integer> pinned, Consent consent) {
    /** Copies the lists. */
    public VoiceProfile {
        segments = List.copyOf(segments);
        findings = List.copyOf(findings);
        pinned = List.copyOf(pinned);
    }

    /** {@return seconds of its sound} */
    public double seconds() {
        return segments.stream().mapToDouble(VoiceSegment::seconds).sum();
    }

    /** {@return the languages that are spoken in it, ISO 639-1} */
    public Set<String> languages() {
        return segments.stream().map(VoiceSegment::language).collect(TreeSet::new, Set::add, Set::addAll);
    }
}
