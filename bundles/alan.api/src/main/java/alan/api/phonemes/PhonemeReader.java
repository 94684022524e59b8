package alan.api.phonemes;

import alan.api.AlanException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A use of the {@link Phonemizer}. Any thread may read and close. */
@ProviderType
public interface PhonemeReader extends AutoCloseable {
    /**
     * Joins the letters of one phoneme where that is asked for: {@code t͡ʃ}, {@code a͡ɪ}. It is the tie bar of the International Phonetic
     * Alphabet, the combining character U+0361.
     */
    char TIE = '\u0361';

    /**
     * Reads a text: numbers and abbreviations become words, and words phonemes.
     *
     * @param voice name of an espeak-ng voice, which is a language or a language of some region: {@code es}, {@code es-419}, {@code en-us};
     *     {@code en} is that of Great Britain. They are the files below
     *     <a href="https://github.com/espeak-ng/espeak-ng/tree/master/espeak-ng-data/lang">espeak-ng-data/lang</a>
     * @param text a sentence or a few; what is no text (control characters and the like) is read as a space
     * @param tied whether the letters of one phoneme are joined by {@link #TIE}, without which an affricate cannot be told from two consonants
     * @return its clauses in order
     * @throws AlanException when there is no such voice, or this was closed
     */
    List<Clause> read(String voice, String text, boolean tied) throws AlanException;

    /** Ends the use; a later {@link #read} fails. Does nothing the second time. */
    @Override
    void close();
}
