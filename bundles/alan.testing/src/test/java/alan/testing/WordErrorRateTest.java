package alan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WordErrorRateTest {
    private static void same(String said, String heard) {
        assertThat(WordErrorRate.of(said, heard).edits()).as("\"%s\" and \"%s\"", said, heard).isZero();
    }

    @Test
    void caseAndPunctuationDoNotCount() {
        same("Hello, world!", " hello world");
        same("¿Qué tal? ¡Hola!", "qué tal hola");
        same("well-known – “quoted” …", "well known quoted");
        same("I don't", "I don’t");
    }

    @Test
    void accentsCountHoweverTheyAreEncoded() {
        assertThat(WordErrorRate.of("comía", "comia").edits()).isEqualTo(1);
        same("comía", "comi\u0301a");
        assertThat(WordErrorRate.of("año", "ano").edits()).isEqualTo(1);
    }

    @Test
    void numberWordsAreTheirDigits() {
        same("One two three four five six seven eight nine ten.", "1-2-3-4-5-6-7-8-9-10.");
        same("Uno dos tres cuatro cinco seis siete ocho nueve diez.", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10.");
        same("zero eleven nineteen twenty ninety-nine one hundred", "0 11 19 20 99 100");
        same("cero once diecinueve veinte veintiuno treinta y uno noventa y nueve cien", "0 11 19 20 21 31 99 100");
        same("a hundred and fifty two", "100 and 52");
        assertThat(WordErrorRate.of("three", "4").edits()).isEqualTo(1);
    }

    @Test
    void everyNumberUpToAHundredIsKnownInBothLanguages() {
        String[] units = {"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
        String[] unidades = {"", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"};
        String[] tens = {"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
        String[] decenas = {"treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"};
        for (int n = 30; n < 100; n++) {
            boolean round = n % 10 == 0;
            same(tens[n / 10 - 3] + (round ? "" : "-" + units[n % 10]), String.valueOf(n));
            same(decenas[n / 10 - 3] + (round ? "" : " y " + unidades[n % 10]), String.valueOf(n));
        }
    }

    @Test
    void aSpanishAndAfterARoundNumberStaysAWord() {
        assertThat(SpokenWords.of("veinte y medio")).containsExactly("20", "y", "medio");
        assertThat(SpokenWords.of("cuarenta")).containsExactly("40");
    }

    @Test
    void insertionsDeletionsAndReplacementsCountOneEach() {
        assertThat(WordErrorRate.of("the quick brown fox", "the quick fox")).isEqualTo(new WordErrorRate(1, 4));
        assertThat(WordErrorRate.of("the quick fox", "the very quick fox")).isEqualTo(new WordErrorRate(1, 3));
        assertThat(WordErrorRate.of("the quick fox", "a quick fax now")).isEqualTo(new WordErrorRate(3, 3));
        assertThat(WordErrorRate.of("a b c d", "b c d e").edits()).isEqualTo(2);
    }

    @Test
    void theRateIsEditsForWordsSaid() {
        assertThat(WordErrorRate.of("a b c d", "a b c x").rate()).isEqualTo(0.25);
        assertThat(WordErrorRate.of("a", "b c d").rate()).isEqualTo(3);
        assertThat(WordErrorRate.of("", "").rate()).isZero();
        assertThat(WordErrorRate.of("", "a b").rate()).isEqualTo(2);
        assertThat(WordErrorRate.of("a b", "").rate()).isEqualTo(1);
    }

    @Test
    void ratesOfSeveralTextsAreWeighedByTheirWords() {
        WordErrorRate all = WordErrorRate.NONE.plus(new WordErrorRate(1, 1)).plus(new WordErrorRate(0, 9));
        assertThat(all.rate()).isCloseTo(0.1, within(1e-12));
        assertThat(all).hasToString("10.0 % (1 of 10 words)");
    }
}
