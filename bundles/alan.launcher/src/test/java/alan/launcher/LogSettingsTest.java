package alan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSettingsTest {
    @TempDir
    Path folder;

    @Test
    void theUsersOwnAreTaken() throws Exception {
        LogSettings log = of("<?xml version=\"1.0\"?>\n<configuration/>");
        assertThat(log.source()).isEqualTo(file().toUri());
        assertThat(log.problem()).isNull();
    }

    @Test
    void whatIsNoXmlIsSaidAndTheBuiltInOnesAreTaken() throws Exception {
        assertBuiltIn(of("<configuration>\n<a\n</configuration>"), file() + " is no XML from line 3 on;");
        assertBuiltIn(of(""), file() + " is no XML from line 1 on;");
        assertBuiltIn(of("<settings/>"), file() + " has no element <configuration>;");
    }

    @Test
    void nothingElseIsReadForAFileThatNamesIt() throws Exception {
        assertBuiltIn(of("<!DOCTYPE configuration SYSTEM \"other.dtd\">\n<configuration/>"), file() + " is no XML from line 1 on;");
    }

    @Test
    void withoutAFileNothingIsWrong() throws Exception {
        LogSettings log = LogSettings.of(file());
        assertThat(log.problem()).isNull();
        try (InputStream in = log.source().toURL().openStream()) {
            assertThat(in.readAllBytes()).asString().contains("<configuration");
        }
    }

    private static void assertBuiltIn(LogSettings log, String problem) {
        assertThat(log.problem().english()).startsWith(problem);
        assertThat(log.source().toString()).endsWith("alan/launcher/logback.xml");
    }

    private LogSettings of(String content) throws Exception {
        Files.writeString(file(), content);
        return LogSettings.of(file());
    }

    private Path file() {
        return folder.resolve("logback.xml");
    }
}
