package alan.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import alan.shell.fake.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProseTest {
    @TempDir
    private Path folder;

    @Test
    void questionsNeedNoQuotes() throws Exception {
        assertThat(words("ask What's the moon?")).containsExactly("What's", "the", "moon?");
        assertThat(words("  say I'm *very* happy, aren't you?")).containsExactly("I'm", "*very*", "happy,", "aren't", "you?");
    }

    @Test
    void quotesStillQuote() throws Exception {
        assertThat(words("ask 'What is it?' --voice=\"a b\"")).containsExactly("What is it?", "--voice=a b");
        assertThat(words("ask 'it'\\''s' here?")).containsExactly("it's", "here?");
        assertThat(words("ask \"don't?\" \\?")).containsExactly("don't?", "?");
    }

    @Test
    void otherCommandsAreLeftAlone() {
        assertThat(Prose.escape("ls *.wav")).isEqualTo("ls *.wav");
        assertThat(Prose.escape("asking what?")).isEqualTo("asking what?");
        assertThat(Prose.escape("")).isEmpty();
    }

    private List<String> words(String line) throws Exception {
        List<String> words = new ArrayList<>();
        Function keep = (session, arguments) -> words.addAll(arguments.stream().map(String::valueOf).toList());
        try (Shell shell = new Shell(folder, Map.of("ask", keep, "say", keep))) {
            shell.run(Prose.escape(line));
        }
        return words;
    }
}
