package alan.api.companion;

import alan.api.audio.Pcm;
import alan.api.stt.Transcript;

/** Something that happens in a turn. */
public sealed interface TurnEvent {
    /** The question was understood. Comes once, first, when the question was sound. @param transcript what was heard */
    record Heard(Transcript transcript) implements TurnEvent {}

    /** The language model wrote some more of its answer. @param piece as written, markdown and all */
    record Written(String piece) implements TurnEvent {}

    /**
     * Some more of the answer was spoken.
     *
     * @param sentence counts from 0
     * @param text the sentence that this belongs to, as spoken
     * @param sound a block of it; all blocks of a turn have one rate
     */
    record Spoken(int sentence, String text, Pcm sound) implements TurnEvent {}
}
