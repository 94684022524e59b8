package alan.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.LanguageUnknownException;
import alan.api.stt.NothingHeardException;
import alan.api.text.deep.Below;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose sentence an exception says: that of the class that throws it. */
class ThrownTextTest {
    private static final Locale SPANISH = Locale.forLanguageTag("es");
    private static final String IN_SPANISH = "El modelo whisper no está instalado.";

    private static final class Special extends NothingHeardException {
        private static final long serialVersionUID = 1L;

        Special(String id) {
            super("The model %s is not installed.", id);
        }
    }

    @Test
    void theMessageIsEnglishAndWhatIsShownIsTheUsers() {
        AlanException e = new AlanException("The model %s is not installed.", "whisper");

        assertThat(e).hasMessage("The model whisper is not installed.").hasNoCause();
        assertThat(e.text().say(SPANISH)).isEqualTo(IN_SPANISH);
        assertThat(e.getLocalizedMessage()).isEqualTo(e.text().say(Text.user()));
    }

    @Test
    void theThrowerIsFoundBehindConstructorsOfSubclasses() {
        assertThat(new Special("whisper").text().say(SPANISH)).isEqualTo(IN_SPANISH);
        assertThat(new NothingHeardException("The model %s is not installed.", "whisper").text().say(SPANISH)).isEqualTo(IN_SPANISH);
    }

    @Test
    void theThrowerIsFoundBehindLambdasAndHelpers() {
        AlanException lambda = Optional.<AlanException>empty().orElseGet(() -> new AlanException("The model %s is not installed.", "whisper"));

        assertThat(lambda.text().say(SPANISH)).isEqualTo(IN_SPANISH);
        assertThat(Below.exception().text().say(SPANISH)).isEqualTo("El modelo piper no está instalado.");
    }

    @Test
    void aCauseIsTheLastArgumentAndNoPartOfTheSentence() {
        IOException cause = new IOException("disk");
        AlanException e = new AlanException("The model %s is not installed.", "whisper", cause);

        assertThat(e).hasMessage("The model whisper is not installed.").hasCause(cause);
        assertThat(e.text().say(SPANISH)).isEqualTo(IN_SPANISH);
        assertThat(new AlanException("100 % of it", cause)).hasMessage("100 % of it").hasCause(cause);
    }

    @Test
    void aTextThatWasMadeElsewhereKeepsItsRoom() {
        LanguageUnknownException e = new LanguageUnknownException(EngineKind.LLM, "es", Below.text());

        assertThat(e.text().say(SPANISH)).isEqualTo("El modelo piper no está instalado.");
        assertThat(new AlanException(Below.text(), e)).hasMessage("The model piper is not installed.").hasCause(e);
    }

    @Test
    void whatComesFromAnotherProcessKeepsItsEnglish() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new AlanException("The model %s is not installed.", "whisper"));
        }

        AlanException again;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            again = (AlanException) in.readObject();
        }

        assertThat(again.text().say(SPANISH)).isEqualTo("The model whisper is not installed.");
        assertThat(again.getLocalizedMessage()).isEqualTo("The model whisper is not installed.");
    }
}
