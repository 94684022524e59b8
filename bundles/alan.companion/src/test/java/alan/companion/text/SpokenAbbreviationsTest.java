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
        "Mr. Smith, e.g. so.|Mr. Smith, e.g. so.",
        "La Profa. Gil y Sto. Tomás.|La profesora Gil y santo Tomás.",
        "Murió en el 44 a. C. en Roma.|Murió en el 44 antes de Cristo en Roma.",
        "Nació en el 63 a.C.|Nació en el 63 antes de Cristo.",
        "El s. XX y el s. de ayer.|El siglo XX y el s. de ayer.",
        "Véase la pág. 12, cap. IV, n.º 5.|Véase la página 12, capítulo IV, número 5.",
        "Nº 5 de la Avda. América.|Número 5 de la avenida América.",
        "Hoy hay 24 °C.|Hoy hay 24 grados.",
        "Entre -5 °C y 1 °C, 24°C, 20 ºC, 3,5 °.|Entre menos 5 grados y 1 grado, 24 grados, 20 grados, 3,5 grados.",
        "Son las 10:30 h.|Son las 10:30.",
        "A las 8 h, 1 h y 30 min.|A las 8 horas, 1 hora y 30 minutos.",
        "Un 3,5 % o un 4%.|Un 3,5 % o un 4%.",
        "Cuesta 1.234,50 €, o 1 €.|Cuesta 1.234,50 euros, o 1 euro.",
        "A 80 km/h hay 100 km y 5 m; 2 l, 3 kg.|A 80 kilómetros por hora hay 100 kilómetros y 5 metros; 2 litros, 3 kilos.",
        "17 m², 16 GB, 5 mg y 3 hijos.|17 m², 16 GB, 5 mg y 3 hijos.",
        "La 3.ª vez, el 1.º y el 10º, no el 20.º.|La tercera vez, el primero y el décimo, no el 20.º."
    })
    void spanish(String written, String spoken) {
        assertThat(SpokenAbbreviations.expand(written, "es")).isEqualTo(spoken);
    }

    @Test
    void unitsAreWrittenOutInSpanishOnly() {
        assertThat(SpokenAbbreviations.expand("It is 24 °C, 5 km.", "en")).isEqualTo("It is 24 °C, 5 km.");
        assertThat(SpokenAbbreviations.expand("24 °C", null)).isEqualTo("24 °C");
    }

    @Test
    void otherLanguagesAreLeftAlone() {
        assertThat(SpokenAbbreviations.expand("Dr. Schmidt, Mr. X, etc.", "de")).isEqualTo("Dr. Schmidt, Mr. X, etc.");
    }
}
