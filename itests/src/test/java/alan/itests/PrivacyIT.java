package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing leaves the house. The program runs in a network namespace that has only loopback, where a name server writes down every host that anything in it, native code and child
 * processes too, tries to find.
 */
class PrivacyIT {
    private static final String MARKER = "the-trap-is-still-set.invalid";

    @TempDir
    Path folder;

    @Test
    void aWholeTurnNeedsNobodyAndAsksForNobody() throws Exception {
        AlanProcess.Result turn = alone("demo", "--out", folder.resolve("demo").toString());
        assertThat(turn.status()).as(turn.err()).isZero();
        assertThat(folder.resolve("demo/answer.wav")).isNotEmptyFile();
        assertThat(names()).isEmpty();
    }

    @Test
    void everyReportIsMadeWithoutTheNetwork() throws Exception {
        AlanProcess.Result reports = alone("run", "alan:models; alan:engines; alan:personas; alan:devices; alan:turns");
        assertThat(reports.status()).as(reports.err()).isZero();
        assertThat(names()).isEmpty();
    }

    /** Shows that the trap catches what does leave: the download that somebody asked for. */
    @Test
    void aDownloadAsksForTheHubAndForNobodyElse() throws Exception {
        assertThat(alone("run", "alan:model-get whisper-small").status()).isEqualTo(1);
        assertThat(names().lines().distinct()).isNotEmpty().allMatch(name -> name.contains("huggingface.co"));
    }

    private AlanProcess.Result alone(String... arguments) throws Exception {
        Path script = Path.of(PrivacyIT.class.getResource("/loopback-only.sh").toURI());
        Path classes = Path.of(PrivacyIT.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> by = List.of("unshare", "-rnm", "sh", script.toString(), folder.resolve("names").toString(), classes.toString());
        return AlanProcess.run(by, Archive.home(), Distribution.data("privacy"), Map.of("HF_HUB_OFFLINE", ""), arguments);
    }

    /** {@return who was asked for; the script asks for a name of its own at the end, so that an empty list is no broken trap} */
    private String names() throws Exception {
        String all = Files.readString(folder.resolve("names"));
        assertThat(all).contains(MARKER);
        return all.lines().filter(name -> !name.startsWith(MARKER)).map(name -> name + "\n").collect(Collectors.joining());
    }
}
