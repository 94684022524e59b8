package alan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.AlanException;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a person reads of a failure: one sentence in English, and one in Spanish. */
final class Said {
    private final String english;
    private final String spanish;

    private Said(AlanException failure) {
        english = failure.text().say(Locale.ENGLISH);
        spanish = failure.text().say(new Locale("es", "MX"));
    }

    /** {@return what is said when something fails, as everything that is said must be} */
    static Said when(ThrowingCallable fails) {
        Throwable failure = catchThrowable(fails);
        assertThat(failure).isExactlyInstanceOf(AlanException.class);
        Said said = new Said((AlanException) failure);
        for (String sentence : new String[] {said.english, said.spanish}) {
            assertThat(sentence).doesNotContain("null", "Exception", "\n").doesNotMatch("(?s).*%[ds].*").matches("(?s).*[.?]");
        }
        assertThat(said.spanish).isNotEqualTo(said.english);
        assertThat(failure).hasMessage(said.english);
        return said;
    }

    Said english(CharSequence... parts) {
        assertThat(english).contains(parts);
        return this;
    }

    Said spanish(CharSequence... parts) {
        assertThat(spanish).contains(parts);
        return this;
    }
}
