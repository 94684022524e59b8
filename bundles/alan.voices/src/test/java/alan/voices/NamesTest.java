package alan.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.voices.store.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"marta", "Marta-2", "leo_1", "Begoña", "7", "José", "ελένη", "美咲", "console"})
    void ofPeopleAreNames(String name) throws Exception {
        assertThat(Names.check(name)).isEqualTo(name);
    }

    @Test
    void areComposed() throws Exception {
        assertThat(Names.check("Jose\u0301")).isEqualTo("Jos\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-rf", "_x", "a b", "a/b", "a\\b", "..", ".marta", "marta.", "a:b", "a\nb", "a\0", "m\u202Ea", "😀", "a*", "\u0301a", "~"})
    void mayNotBeAnything(String name) {
        assertThatThrownBy(() -> Names.check(name)).isInstanceOf(AlanException.class).hasMessageContaining("cannot be called").hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "NUL", "Aux", "com1", "LPT9", "CO\u2098\u0031"})
    void areNoDevices(String name) {
        assertThatThrownBy(() -> Names.check(name)).isInstanceOf(AlanException.class);
    }

    @Test
    void endSomewhere() throws Exception {
        assertThat(Names.check("a".repeat(64))).hasSize(64);
        assertThatThrownBy(() -> Names.check("a".repeat(65))).hasMessageContaining("at most 64");
        // four bytes each, and a file system has room for 255
        assertThatThrownBy(() -> Names.check("\uD83D\uDC4D".repeat(60))).isInstanceOf(AlanException.class);
        assertThatThrownBy(() -> Names.check("\uD840\uDC00".repeat(60))).hasMessageContaining("at most 64");
    }

    @Test
    void clashAsTheyWouldOnOtherDisks() {
        assertThat(Names.clash("Marta", "mARTA")).isTrue();
        assertThat(Names.clash("straße", "STRASSE")).isTrue();
        assertThat(Names.clash("jose\u0301", "JOS\u00c9")).isTrue();
        assertThat(Names.clash("jose", "jos\u00e9")).isFalse();
    }
}
