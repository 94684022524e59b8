package alan.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.engine.EngineKind;
import alan.api.text.deep.Below;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    private static final Locale SPANISH = Locale.forLanguageTag("es");

    @Test
    void theyLieInThePackageOfTheClass() {
        assertThat(Translations.of(TranslationsTest.class, SPANISH)).containsEntry("helped", "con ayuda");
    }

    @Test
    void otherwiseInTheNearestPackageAboveIt() {
        assertThat(Translations.of(Below.class, SPANISH)).containsEntry("helped", "con ayuda");
        assertThat(Translations.of(EngineKind.class, SPANISH)).containsEntry("speech to text", "reconocimiento de voz").doesNotContainKey("helped");
    }

    @Test
    void aCountryDoesNotMatter() {
        assertThat(Translations.of(Below.class, Locale.forLanguageTag("es-MX"))).containsEntry("helped", "con ayuda");
    }

    @Test
    void thereAreNoneForEnglishNorForALanguageThatNobodyTranslatedTo() {
        assertThat(Translations.of(Below.class, Locale.UK)).isEmpty();
        assertThat(Translations.of(Below.class, Locale.ROOT)).isEmpty();
        assertThat(Translations.of(Below.class, Locale.JAPAN)).isEmpty();
        assertThat(Translations.of(String.class, SPANISH)).isEmpty();
    }
}
