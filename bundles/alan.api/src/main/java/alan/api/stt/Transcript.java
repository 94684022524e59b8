package alan.api.stt;

import java.util.List;

/**
 * What was said in one utterance.
 *
 * @param text all of it, stripped; empty when nothing was understood
 * @param language ISO 639-1
 * @param segments in order
 */
public record Transcript(String text, String language, List<Segment> segments) {}
