package alan.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.text.deep.Below;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final Locale GERMAN = Locale.GERMAN;

    private final Locale user = Locale.getDefault(Locale.Category.DISPLAY);

    @AfterEach
    void leave() {
        Locale.setDefault(Locale.Category.DISPLAY, user);
    }

    @Test
    void itIsSaidInTheReadersLanguageAndInEnglishForTheLog() {
        Text text = Text.of("The model %s is not installed.", "whisper");

        assertThat(text.say(SPANISH)).isEqualTo("El modelo whisper no está instalado.");
        assertThat(text.english()).isEqualTo("The model whisper is not installed.");
        assertThat(text.say(GERMAN)).isEqualTo("The model whisper is not installed.");
    }

    @Test
    void withoutALanguageItIsTheUsers() {
        Text text = Text.of("The model %s is not installed.", "whisper");

        Locale.setDefault(Locale.Category.DISPLAY, SPANISH);
        assertThat(text).hasToString("El modelo whisper no está instalado.");
        assertThat(Text.tr("helped")).isEqualTo("con ayuda");
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
        assertThat(text).hasToString("The model whisper is not installed.");
        assertThat(Text.tr("helped")).isEqualTo("helped");
    }

    @Test
    void boundToALanguageItIsSaidInThatWhereverItStands() {
        Text bound = Text.of("helped").in(SPANISH);

        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
        assertThat(bound).hasToString("con ayuda");
        assertThat(Text.of("No answer: %s", bound)).hasToString("No answer: con ayuda");
        assertThat(Text.of("No answer: %s", bound.in(Locale.ENGLISH)).in(SPANISH)).hasToString("No hay respuesta: helped");
    }

    @Test
    void argumentsMayStandInAnotherOrderAndAreWrittenAsTheLanguageDoes() {
        Text text = Text.of("%s has %d of %.1f.", "Alan", 1, 2.5);

        assertThat(text.english()).isEqualTo("Alan has 1 of 2.5.");
        assertThat(text.say(SPANISH)).isEqualTo("De 2,5, Alan tiene 1.");
    }

    @Test
    void withoutArgumentsAPerCentSignIsOne() {
        assertThat(Text.of("100 % of it").english()).isEqualTo("100 % of it");
        assertThat(Text.of("100 % of it").say(SPANISH)).isEqualTo("El 100 % de ello");
    }

    @Test
    void anArgumentThatIsATextOrCarriesOneIsSaidInTheSameLanguage() {
        Text text = Text.of("No answer: %s", Below.text());
        Text told = Text.of("No answer: %s", Below.exception());

        assertThat(text.say(SPANISH)).isEqualTo("No hay respuesta: El modelo piper no está instalado.");
        assertThat(told.say(SPANISH)).isEqualTo(text.say(SPANISH));
        assertThat(told.english()).isEqualTo("No answer: The model piper is not installed.");
    }

    @Test
    void anArgumentOfAnotherRoomIsTranslatedThere() {
        assertThat(Text.of("No answer: %s", EngineKind.STT.title()).say(SPANISH)).isEqualTo("No hay respuesta: reconocimiento de voz");
    }

    @Test
    void anArgumentThatIsALocaleIsTheNameOfItsLanguage() {
        Text text = Text.of("No answer: %s", Locale.forLanguageTag("de-AT"));

        assertThat(text.english()).isEqualTo("No answer: German");
        assertThat(text.say(SPANISH)).isEqualTo("No hay respuesta: alemán");
    }

    @Test
    void aTranslationWithTheWrongArgumentsIsStillSaid() {
        assertThat(Text.of("%s speaks.", "Alan").say(SPANISH)).isEqualTo("%d habla. [Alan]");
        assertThat(Text.of("%s speaks.", "Alan").english()).isEqualTo("Alan speaks.");
    }

    @Test
    void argumentsAreTakenWhenItIsMade() {
        Object[] arguments = {"whisper"};
        Text text = Text.of("The model %s is not installed.", arguments);
        arguments[0] = "piper";

        assertThat(text.english()).isEqualTo("The model whisper is not installed.");
    }

    @Test
    void anArgumentMayHoldPerCentSignsAndBeNothing() {
        assertThat(Text.of("No answer: %s", "100 %s").say(SPANISH)).isEqualTo("No hay respuesta: 100 %s");
        assertThat(Text.of("No answer: %s", (Object) null).say(SPANISH)).isEqualTo("No hay respuesta: null");
    }

    @Test
    void everyKindOfEngineHasASpanishName() {
        for (EngineKind kind : EngineKind.values()) {
            assertThat(kind.title().say(SPANISH)).isNotEqualTo(kind.title().english());
        }
    }

    @Test
    void anExceptionIsATextThatSomebodyTold() {
        AlanException e = new AlanException("helped");

        assertThat(e.text().say(SPANISH)).isEqualTo("con ayuda");
    }
}
