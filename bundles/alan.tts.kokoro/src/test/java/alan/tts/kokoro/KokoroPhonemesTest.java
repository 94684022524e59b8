package alan.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.phonemes.PhonemeReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What misaki's EspeakG2P and EspeakFallback make of espeak-ng's phonemes; a caret stands for the tie. */
class KokoroPhonemesTest {
    @ParameterizedTest
    @CsvSource({
        "SPANISH, mˈut^ʃo ˈa^ʊto, mˈuʧo ˈWto",
        "SPANISH, ˈo^ɪ eɾɛ, ˈoɪ eɾɛ",
        "ITALIAN, pˈit^sːa d^zˈɛːro, pˈiʦːa ʣˈɛːro",
        "FRENCH, lə-ʒˈuʁ, ləʒˈuʁ",
        "AMERICAN, nˈe^ɪt^ʃɚ, nˈAʧəɹ",
        "AMERICAN, bˈɜːd ɐ ɡˈo^ʊ, bˈɜɹd ə ɡˈO",
        "AMERICAN, bˈʌɾɚ kˈɪʔn̩, bˈʌTəɹ kˈɪtn",
        "AMERICAN, lˈɪɾə^l ɪɡzˈæmpl̩, lˈɪTᵊl ɪɡzˈæmpᵊl",
        "AMERICAN, ɪə mˈɔː^ɹ, iə mˈɔɹ",
        "BRITISH, ɡˈə^ʊ ðˈe^ə fˈɑː, ɡˈQ ðˈɛː fˈɑː",
    })
    void writesPhonemesAsKokoroKnowsThem(Dialect dialect, String tied, String expected) {
        assertThat(KokoroPhonemes.of(tied.replace('^', PhonemeReader.TIE), dialect)).isEqualTo(expected);
    }
}
