package alan.tts.piper;

import alan.api.phonemes.Clause;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * From clauses to the network's input, in the way that the voices were trained: {@code piper-phonemize}'s {@code phonemize.cpp}
 * and
 * {@code phoneme_ids.cpp}.
 */
final class Phonemes {
    private static final Map<Character, String> MARKS = Map.of('.', ".", '?', "?", '!', "!", ',', ", ", ':', ": ", ';', "; ");

    private Phonemes() {}

    /**
     * Joins clauses to sentences.
     *
     * @param clauses of a text, in order
     * @param espeakVoice that made them
     * @return phonemes and punctuation by sentence, decomposed (NFD); sentences in which nothing is to be said are left out
     */
    static List<String> sentences(List<Clause> clauses, String espeakVoice) {
        List<String> sentences = new ArrayList<>();
        StringBuilder sentence = new StringBuilder();
        for (Clause clause : clauses) {
            String phonemes = Normalizer.normalize(clause.phonemes(), Normalizer.Form.NFD);
            // The Brazilian voices were trained without this phoneme of espeak-ng's.
            sentence.append(espeakVoice.equals("pt-br") ? phonemes.replace('c', 'k') : phonemes);
            sentence.append(MARKS.getOrDefault(clause.mark(), ""));
            if (clause.endsSentence()) {
                addSpoken(sentence.toString(), sentences);
                sentence.setLength(0);
            }
        }
        addSpoken(sentence.toString(), sentences);
        return sentences;
    }

    /**
     * {@return the sentences of a text for a voice that reads letters: the text itself, in small letters, decomposed}
     *
     * @param text a piece
     */
    static List<String> letters(String text) {
        List<String> sentences = new ArrayList<>();
        addSpoken(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD), sentences);
        return sentences;
    }

    /**
     * {@return the network's input for a sentence; phonemes that it does not know are left out}
     *
     * @param sentence phonemes and punctuation
     * @param known ids by phoneme, {@link VoiceSettings#phonemeIds}
     */
    static long[] ids(String sentence, Map<Integer, long[]> known) {
        long[] pad = known.get(VoiceSettings.PAD);
        LongStream.Builder ids = LongStream.builder();
        add(ids, known.get(VoiceSettings.BEGIN));
        add(ids, pad);
        sentence.codePoints().mapToObj(known::get).filter(phoneme -> phoneme != null).forEach(phoneme -> {
            add(ids, phoneme);
            add(ids, pad);
        });
        add(ids, known.get(VoiceSettings.END));
        return ids.build().toArray();
    }

    private static void add(LongStream.Builder ids, long[] some) {
        for (long id : some) {
            ids.add(id);
        }
    }

    private static void addSpoken(String sentence, List<String> sentences) {
        if (sentence.codePoints().anyMatch(Phonemes::isSound)) {
            sentences.add(sentence);
        }
    }

    /** Marks of stress and length are letters to Unicode ("modifier letters"), but no sound by themselves. */
    private static boolean isSound(int phoneme) {
        return Character.isLetterOrDigit(phoneme) && Character.getType(phoneme) != Character.MODIFIER_LETTER;
    }
}
