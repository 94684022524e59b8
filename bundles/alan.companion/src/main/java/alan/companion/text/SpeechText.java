package alan.companion.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Written pieces in, sentences to speak out: {@link Reasoning}, {@link Speakable}, then {@link SentenceSplitter}. Not safe for
 * use by several threads.
 */
public final class SpeechText {
    private final Reasoning reasoning = new Reasoning();
    private final Speakable speakable = new Speakable();
    private final SentenceSplitter splitter = new SentenceSplitter();

    /**
     * Takes some more of what is being written.
     *
     * @param piece of any length
     * @return sentences that have ended and have something to speak in them; perhaps none
     */
    public List<String> feed(String piece) {
        return spoken(splitter.feed(speakable.feed(reasoning.feed(piece))));
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
