package alan.voices.choose;

import alan.api.AlanException;
import alan.api.phonemes.Clause;
import alan.api.phonemes.PhonemeReader;
import alan.api.phonemes.Phonemizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which sounds are in a text: the phonemes of its words, or its letters where nobody knows phonemes. Texts that were read before are remembered. */
public final class Sounds {
    private static final Logger LOG = LoggerFactory.getLogger(Sounds.class);
    private static final int REMEMBERED = 4_000;
    private static final String STRESS = "ˈˌ";

    private final Supplier<Phonemizer> phonemizer;
    private final Map<Spoken, List<List<String>>> read = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Spoken, List<List<String>>> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** @param phonemizer as it is now; {@code null} while there is none */
    public Sounds(Supplier<Phonemizer> phonemizer) {
        this.phonemizer = phonemizer;
    }

    /** A text in a language. */
    record Spoken(String language, String text) {}

    /** {@return the sounds of each text, by words, in the order of the texts} @param texts any */
    List<List<List<String>>> of(List<Spoken> texts) {
        List<Spoken> unread = texts.stream().filter(each -> !read.containsKey(each)).distinct().toList();
        Phonemizer phonemes = phonemizer.get();
        Map<Spoken, List<List<String>>> all = new LinkedHashMap<>();
        if (!unread.isEmpty() && phonemes != null) {
            try (PhonemeReader reader = phonemes.open()) {
                unread.forEach(each -> all.put(each, phonemes(reader, each)));
                read.putAll(all);
            } catch (AlanException e) {
                LOG.warn("Voices are chosen from by letters, since there are no phonemes", e);
            }
        }
        return texts.stream().map(each -> {
            List<List<String>> known = all.containsKey(each) ? all.get(each) : read.get(each);
            return known == null ? letters(each.text) : known;
        }).toList();
    }

    private static List<List<String>> phonemes(PhonemeReader reader, Spoken spoken) {
        try {
            List<List<String>> words = new ArrayList<>();
            for (Clause clause : reader.read(spoken.language, spoken.text, true)) {
                for (String word : clause.phonemes().split(" ")) {
                    words.add(phonemes(word));
                }
            }
            return words;
        } catch (AlanException e) {
            // A language that espeak-ng does not know.
            LOG.debug("No phonemes of {}", spoken.language, e);
            return letters(spoken.text);
        }
    }

    /** {@return the phonemes of a word} What changes or joins a letter stands with it. @param word in the International Phonetic Alphabet */
    static List<String> phonemes(String word) {
        List<String> phonemes = new ArrayList<>();
        boolean joined = false;
        for (int letter : word.codePoints().toArray()) {
            String sign = Character.toString(letter);
            if (STRESS.contains(sign)) {
                continue;
            }
            boolean modifies = switch (Character.getType(letter)) {
                case Character.MODIFIER_LETTER, Character.MODIFIER_SYMBOL, Character.NON_SPACING_MARK -> true;
                default -> false;
            };
            if ((modifies || joined) && !phonemes.isEmpty()) {
                phonemes.set(phonemes.size() - 1, phonemes.get(phonemes.size() - 1) + sign);
            } else {
                phonemes.add(sign);
            }
            joined = letter == PhonemeReader.TIE;
        }
        return phonemes;
    }

    private static List<List<String>> letters(String text) {
        List<List<String>> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+")) {
            words.add(word.codePoints().mapToObj(Character::toString).toList());
        }
        return words;
    }
}
