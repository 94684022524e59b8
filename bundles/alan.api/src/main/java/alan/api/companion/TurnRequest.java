package alan.api.companion;

import alan.api.audio.Pcm;

/**
 * A question.
 *
 * @param utterance the question in sound, any rate; {@code null} if it is {@code text}
 * @param text the question in text; {@code null} if it is {@code utterance}
 * @param persona who is asked; {@code null} for the default
 * @param voice that answers; {@code null} for the persona's
 * @param language of question and answer, ISO 639-1; {@code null} to go by the question
 * @param speak whether the answer is spoken, too
 * @param conversation name of the conversation that this belongs to; {@code null} for a question without history
 */
public record TurnRequest(
        Pcm utterance,
        String text,
        String persona,
        String voice,
        String language,
        boolean speak,
        String conversation) {

    /** Checks that there is one question. */
    public TurnRequest {
        if ((utterance == null) == (text == null)) {
            throw new IllegalArgumentException("either an utterance or a text");
        }
    }

    /** {@return a question in text, answered aloud} @param text the question */
    public static TurnRequest ofText(String text) {
        return new TurnRequest(null, text, null, null, null, true, null);
    }

    /** {@return a question in sound, answered aloud} @param utterance the question */
    public static TurnRequest ofUtterance(Pcm utterance) {
        return new TurnRequest(utterance, null, null, null, null, true, null);
    }
}
