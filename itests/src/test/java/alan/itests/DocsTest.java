package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.testing.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is written beside the code says what the code says. */
class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /** A file's path on a line of its own, then its content. */
    private static final Pattern QUOTED_FILE = Pattern.compile("(?ms)^`(examples/[^`]+)`\\n```\\w+\\n(.*?)^```$");

    @Test
    void theWorkedExampleIsTheOneThatIsTested() throws IOException {
        List<String> quoted = new ArrayList<>();
        Matcher matcher = QUOTED_FILE.matcher(Files.readString(ROOT.resolve("docs/add-an-engine.md")));
        while (matcher.find()) {
            quoted.add(matcher.group(1));
            assertThat(matcher.group(2)).as(matcher.group(1)).isEqualTo(Files.readString(ROOT.resolve(matcher.group(1))));
        }
        assertThat(quoted).hasSize(3);
    }

    @TestFactory
    Stream<DynamicTest> everySentenceIsSaidInSpanishToo() throws IOException {
        List<Path> bundles = new ArrayList<>(Distribution.list(ROOT.resolve("bundles")));
        bundles.addAll(Distribution.list(ROOT.resolve("examples")));
        return bundles.stream().filter(bundle -> !bundle.endsWith("alan.testing")).map(bundle -> DynamicTest.dynamicTest(
                bundle.getFileName().toString(), () -> assertThat(Sentences.problems(bundle, "es")).isEmpty()));
    }
}
