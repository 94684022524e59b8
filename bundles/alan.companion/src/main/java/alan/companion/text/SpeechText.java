package alan.companion.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Written pieces in, sentences to speak out: {@link Reasoning}, {@link Speakable}, then {@link SentenceSplitter}. Not safe for
 * use by several threads.
 */
public final class SpeechText {
    private final Reasoning reasoning;
    private Speakable speakable = new Speakable();
    private SentenceSplitter splitter = new SentenceSplitter();

    /** For a text that begins with what is said. */
    public SpeechText() {
        this(false);
    }

    /** @param inThought whether the text is presumed to begin in the middle of a thought, see {@link Reasoning#Reasoning(boolean)} */
    public SpeechText(boolean inThought) {
        reasoning = new Reasoning(inThought);
    }

    /**
     * Takes some more of what is being written.
     *
     * @param piece of any length
     * @return sentences that have ended and have something to speak in them; perhaps none
     */
    public List<String> feed(String piece) {
        String said = reasoning.feed(piece);
        if (reasoning.discarded()) {
            // The sentence that had begun belonged to a thought.
            speakable = new Speakable();
            splitter = new SentenceSplitter();
        }
        return spoken(splitter.feed(speakable.feed(said)));
    }

    /** {@return whether the text has turned out to begin in the middle of a thought} */
    public boolean beganInThought() {
        return reasoning.beganInThought();
    }

    /** {@return whether the thought that the text was presumed to begin in has not ended yet} */
    public boolean inPresumedThought() {
        return reasoning.inPresumedThought();
    }

    /** {@return what is left; the text has ended} */
    public List<String> finish() {
        List<String> sentences = new ArrayList<>(splitter.feed(speakable.feed(reasoning.finish())));
        sentences.addAll(splitter.feed(speakable.finish()));
        sentences.addAll(splitter.finish());
        return spoken(sentences);
    }

    /**
     * {@return the sentences of a whole text}
     *
     * @param text as written
     */
    public static List<String> sentences(String text) {
        SpeechText speech = new SpeechText();
        List<String> sentences = new ArrayList<>(speech.feed(text));
        sentences.addAll(speech.finish());
        return sentences;
    }

    private static List<String> spoken(List<String> sentences) {
        return sentences.stream().filter(SpeechText::hasSomethingToSay).toList();
    }

    private static boolean hasSomethingToSay(String sentence) {
        return sentence.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
