package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    private static final byte[] BYTES = Setting.someBytes(2_000_000);
    private static final String SOURCE = "{\"hub\": \"o/n\", \"file\": \"f\"}";

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void oneThreadFetchesAndTheOthersWait() throws Exception {
        try (FakeHub hub = new FakeHub()) {
            hub.large("o/n/f", BYTES);
            Setting setting = new Setting(folder, hub);
            setting.oneModel("f", BYTES, SOURCE);
            Catalogue one = setting.catalogue();
            Catalogue other = setting.catalogue();
            inParallel(8, i -> Setting.fetch(i % 2 == 0 ? one : other, "m").file("f"), setting.data.resolve("models/m/f"));
            assertThat(hub.count("storage", "GET")).isEqualTo(1);
            assertThat(setting.filesOfData()).containsExactly("m/f");
        }
    }

    @Test
    @Timeout(60)
    void twoModelsWithOneFileDoNotDisturbEachOther() throws Exception {
        try (FakeHub hub = new FakeHub()) {
            String sha256 = hub.large("o/n/f", BYTES);
            Setting setting = new Setting(folder, hub);
            setting.models(Setting.model("m0", "f", BYTES.length, sha256, SOURCE),
                    Setting.model("m1", "f", BYTES.length, sha256, SOURCE));
            Catalogue catalogue = setting.catalogue();
            inParallel(4, i -> Setting.fetch(catalogue, "m" + i % 2).file("f").getFileName(), Path.of("f"));
            assertThat(setting.filesOfData()).containsExactly("m0/f", "m1/f");
            assertThat(setting.data.resolve("models/m1/f")).hasBinaryContent(BYTES);
        }
    }

    private interface Work {
        Path of(int i) throws AlanException;
    }

    private static void inParallel(int threads, Work work, Path expected) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Path>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(() -> work.of(number));
            }
            for (Future<Path> result : pool.invokeAll(all)) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void oneProcessFetchesAndTheOtherWaits() throws Exception {
        try (FakeHub hub = new FakeHub()) {
            hub.large("o/n/f", BYTES);
            Setting setting = new Setting(folder, hub);
            setting.oneModel("f", BYTES, SOURCE);
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"),
                        OtherProcess.class.getName(), setting.catalogueFile.toString(), setting.data.toString());
                builder.environment().put("HF_ENDPOINT", hub.endpoint());
                builder.environment().put("HF_HOME", setting.environment.get("HF_HOME"));
                processes.add(builder.inheritIO().start());
            }
            for (Process process : processes) {
                assertThat(process.waitFor()).isZero();
            }
            assertThat(hub.count("storage", "GET")).isEqualTo(1);
            assertThat(setting.filesOfData()).containsExactly("m/f");
        }
    }

    /** Fetches the model m, in a Java of its own. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) throws AlanException {
            Catalogue catalogue = new Catalogue(Path.of(arguments[0]), Path.of(arguments[1]), List.of());
            if (!Set.of("f").equals(Setting.fetch(catalogue, "m").files().keySet())) {
                throw new IllegalStateException("not fetched");
            }
        }
    }
}
