package alan.tts.csm.generate;

import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.tensor.Program;

/**
 * A sentence that is to be spoken.
 *
 * @param before what the backbone has read already, one sentence; is left as it is. {@code null} for nothing
 * @param prompt what it is to read after that; at least one position
 * @param sampling how the sentence's codes are drawn
 * @param frames that it may have at most; together with what is read no more than the model's positions
 */
public record Sentence(Program.State before, Prompt prompt, Sampling sampling, int frames) {
    /** {@return positions that it needs} */
    int capacity() {
        return (before == null ? 0 : before.lengths()[0]) + prompt.positions() + frames;
    }
}
