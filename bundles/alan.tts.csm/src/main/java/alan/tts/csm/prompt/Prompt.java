package alan.tts.csm.prompt;

import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.network.Backbone;
import alan.tts.csm.tensor.Value;
import alan.tts.csm.tensor.Value.Floats;
import alan.tts.csm.tensor.Value.Ints;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the backbone sees of segments: for each its text, then its frames, then a frame of zeros. A position is a text token or a frame, never both.
 *
 * @param text ids, 0 where there is a frame: [positions]
 * @param codes of the frames, 0 where there is text: [positions · codebooks]
 * @param isSound 1 where there is a frame, 0 where there is text: [positions]
 * @see <a href="https://github.com/SesameAILabs/csm/blob/main/generator.py">SesameAILabs/csm, generator.py, _tokenize_segment</a>
 */
public record Prompt(int[] text, int[] codes, float[] isSound) {
    /** {@return a prompt} @param segments in their order @param codebooks of the model */
    public static Prompt of(List<Segment> segments, int codebooks) {
        int positions = segments.stream().mapToInt(Segment::positions).sum();
        int[] text = new int[positions];
        int[] codes = new int[positions * codebooks];
        float[] isSound = new float[positions];
        int at = 0;
        for (Segment segment : segments) {
            System.arraycopy(segment.tokens(), 0, text, at, segment.tokens().length);
            at += segment.tokens().length;
            for (int[] frame : segment.frames()) {
                System.arraycopy(frame, 0, codes, at * codebooks, codebooks);
                isSound[at++] = 1;
            }
            if (!segment.frames().isEmpty()) {
                // The codes of this frame are those that end an utterance, which are 0.
                isSound[at++] = 1;
            }
        }
        return new Prompt(text, codes, isSound);
    }

    /** {@return how many positions it has} */
    public int positions() {
        return text.length;
    }

    /** {@return some of its positions} @param from the first of them @param to the one after the last */
    public Prompt slice(int from, int to) {
        int codebooks = codes.length / text.length;
        return new Prompt(Arrays.copyOfRange(text, from, to), Arrays.copyOfRange(codes, from * codebooks, to * codebooks),
                Arrays.copyOfRange(isSound, from, to));
    }

    /** {@return the inputs of {@link Backbone}} @param config of the model */
    public Map<String, Value> inputs(CsmConfig config) {
        return Map.of(
                Backbone.TEXT, new Ints(text, 1, text.length),
                Backbone.CODES, new Ints(codes, 1, text.length, config.codebooks()),
                Backbone.IS_SOUND, new Floats(isSound, 1, text.length, 1),
                Backbone.LAST, new Ints(new int[] {text.length - 1}, 1, 1));
    }
}
