package alan.companion.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenAbbreviationsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mr. Smith and Mrs. Brown met Ms. Lee.|Mister Smith and Missus Brown met Ms Lee.",
        "Ask Dr. Brown or (Prof. Green).|Ask Doctor Brown or (Professor Green).",
        "He lives in St. Louis, not at 5 Elm St.|He lives in Saint Louis, not at 5 Elm St.",
        "The st. is long, and 7 Elm Dr. is far.|The st. is long, and 7 Elm Dr. is far.",
        "Fruit, e.g. apples, i.e. food.|Fruit, for example apples, that is food.",
        "Fruit, e.g., apples.|Fruit, for example, apples.",
        "E.g. apples.|For example apples.",
        "“I.e. apples.”|“That is apples.”",
        "Apples, pears, etc.|Apples, pears, et cetera.",
        "Apples etc. and pears (plums, etc.).|Apples et cetera and pears (plums, et cetera).",
        "“Apples, etc.”|“Apples, et cetera.”",
        "Apples, etc.?|Apples, et cetera?",
        "Cats vs. dogs vs. mice.|Cats versus dogs versus mice.",
        "The U.S. and J. Smith at 3 p.m. stay.|The U.S. and J. Smith at 3 p.m. stay.",
        "amr. Sr. López, mr.x and drs. stay.|amr. Sr. López, mr.x and drs. stay."
    })
    void english(String written, String spoken) {
        assertThat(SpokenAbbreviations.expand(written, "en")).isEqualTo(spoken);
        assertThat(SpokenAbbreviations.expand(written, null)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "El Sr. López y la Sra. Ruiz.|El señor López y la señora Ruiz.",
        "Sr. López, ¿y la Srta. Gil?|Señor López, ¿y la señorita Gil?",
        "¿Dra. Pérez?|¿Doctora Pérez?",
        "El Dr. llegó.|El doctor llegó.",
        "Pregunte Ud. a Uds.|Pregunte usted a ustedes.",
        "¿Y Ud.?|¿Y usted?",
        "Vive en EE. UU.|Vive en Estados Unidos.",
        "En EE.UU. llueve.|En Estados Unidos llueve.",
        "Frutas, p. ej. manzanas, p.ej. peras, etc.|Frutas, por ejemplo manzanas, por ejemplo peras, etcétera.",
        "P. ej., peras.|Por ejemplo, peras.",
        "Mr. Smith, e.g. so.|Mr. Smith, e.g. so."
    })
    void spanish(String written, String spoken) {
        assertThat(SpokenAbbreviations.expand(written, "es")).isEqualTo(spoken);
    }

    @Test
    void otherLanguagesAreLeftAlone() {
        assertThat(SpokenAbbreviations.expand("Dr. Schmidt, Mr. X, etc.", "de")).isEqualTo("Dr. Schmidt, Mr. X, etc.");
    }
}
