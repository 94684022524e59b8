package alan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserLocaleTest {
    private static final Set<String> SPOKEN = Set.of("en", "es");

    private static Locale messages(Map<String, String> environment) {
        return UserLocale.messages(environment, SPOKEN::contains);
    }

    @Test
    void theFirstVariableThatIsSetDecides() {
        assertThat(messages(Map.of("LANG", "es_ES.UTF-8"))).isEqualTo(Locale.forLanguageTag("es-ES"));
        assertThat(messages(Map.of("LANG", "es_ES.UTF-8", "LC_MESSAGES", "en_GB"))).isEqualTo(Locale.UK);
        assertThat(messages(Map.of("LANG", "en_US", "LC_MESSAGES", "en_GB", "LC_ALL", "es_MX.UTF-8@x"))).isEqualTo(Locale.forLanguageTag("es-MX"));
        assertThat(messages(Map.of("LANG", "es", "LC_ALL", ""))).isEqualTo(Locale.forLanguageTag("es"));
    }

    @Test
    void withoutALocaleItIsEnglishWhateverTheListSays() {
        assertThat(messages(Map.of())).isEqualTo(Locale.ENGLISH);
        for (String none : Set.of("C", "POSIX", "C.UTF-8", "C.utf8")) {
            assertThat(messages(Map.of("LC_ALL", none, "LANG", "es_ES", "LANGUAGE", "es"))).as(none).isEqualTo(Locale.ENGLISH);
        }
    }

    @Test
    void ofTheListTheFirstLanguageThatAlanSpeaksIsTaken() {
        assertThat(messages(Map.of("LANGUAGE", "de:es_MX:en", "LANG", "de_DE.UTF-8"))).isEqualTo(Locale.forLanguageTag("es-MX"));
        assertThat(messages(Map.of("LANGUAGE", "de:fr", "LANG", "es_ES"))).isEqualTo(Locale.forLanguageTag("es-ES"));
        assertThat(messages(Map.of("LANGUAGE", "", "LANG", "fr_FR"))).isEqualTo(Locale.FRANCE);
        assertThat(messages(Map.of("LANG", "not a locale"))).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void whatTheScriptReplacedForTheCharsetStillCounts() {
        assertThat(messages(Map.of("LC_ALL", "C.UTF-8", "ALAN_LC_ALL", "es_ES", "LANG", "en_US"))).isEqualTo(Locale.forLanguageTag("es-ES"));
        assertThat(messages(Map.of("LC_ALL", "C.UTF-8", "ALAN_LC_ALL", "", "LANG", "es_ES"))).isEqualTo(Locale.forLanguageTag("es-ES"));
    }

    @Test
    void numbersFollowTheirOwnVariable() {
        assertThat(UserLocale.numbers(Map.of("LANG", "en_US", "LC_NUMERIC", "es_ES"))).isEqualTo(Locale.forLanguageTag("es-ES"));
        assertThat(UserLocale.numbers(Map.of("LC_ALL", "C", "LC_NUMERIC", "es_ES"))).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void alanSpeaksSpanish() {
        assertThat(UserLocaleTest.class.getResource("es.po")).isNotNull();
    }
}
