package alan.home.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import alan.testing.Sentences;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void everySentenceIsTranslated() {
        assertThat(Sentences.problems(Path.of(""), "es")).isEmpty();
    }
}
