package alan.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.identity.Installation;
import alan.api.watermark.Mark;
import alan.api.watermark.Provenance.Source;
import alan.identity.KeyInstallation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkRegisterTest {
    private static final int HALF = 1 << 23;
    private static final Source SOURCE = new Source(Instant.parse("2026-11-28T10:15:30Z"), "marta", "csm/onnx", "turn 12");

    @TempDir
    Path data;

    private Installation installation;

    @BeforeEach
    void make() {
        installation = new KeyInstallation(data.resolve("identity"));
    }

    private MarkRegister register() {
        return new MarkRegister(folder(), installation);
    }

    private Path folder() {
        return data.resolve("marks");
    }

    private Path file() {
        return folder().resolve("register.tsv");
    }

    @Test
    void soundsOfTheirOwnAreCounted() throws Exception {
        MarkRegister register = register();
        for (int i = 0; i < 5; i++) {
            assertThat(register.enter(SOURCE, null)).isEqualTo(new Mark(installation.id(), i));
        }
        assertThat(register().enter(SOURCE, null).serial()).isEqualTo(5);
    }

    @Test
    void whatWasEnteredIsFoundAsItWas() throws Exception {
        MarkRegister register = register();
        Source strange = new Source(Instant.ofEpochSecond(1, 5), null, "a\tb\\N\\t", "línea\r\n\\");
        Mark first = register.enter(strange, null);
        Mark second = register.enter(SOURCE, "work");
        assertThat(register.find(first)).contains(strange);
        assertThat(register().find(first)).contains(strange);
        assertThat(register().find(second)).contains(SOURCE);
    }

    @Test
    void anUnknownOrForeignMarkIsNotFound() throws Exception {
        MarkRegister register = register();
        assertThat(register.find(new Mark(installation.id(), 0))).isEmpty();
        register.enter(SOURCE, null);
        assertThat(register.find(new Mark(installation.id(), 1))).isEmpty();
        assertThat(register.find(new Mark(installation.id() ^ 1, 0))).isEmpty();
    }

    @Test
    void aWorkKeepsItsNumberAndIsEnteredOnce() throws Exception {
        MarkRegister register = register();
        Mark mark = register.enter(SOURCE, "performance 3f2a");
        assertThat(mark.serial()).isGreaterThanOrEqualTo(HALF);
        long length = Files.size(file());
        Source later = new Source(SOURCE.when().plusSeconds(60), SOURCE.voice(), SOURCE.engine(), SOURCE.occasion());
        assertThat(register.enter(later, "performance 3f2a")).isEqualTo(mark);
        assertThat(register().enter(later, "performance 3f2a")).isEqualTo(mark);
        assertThat(file()).hasSize(length);
        assertThat(register.find(mark)).contains(SOURCE);
        assertThat(register.enter(SOURCE, "performance 3f2b")).isNotEqualTo(mark);
        // works do not disturb the count
        assertThat(register.enter(SOURCE, null).serial()).isZero();
    }

    @Test
    void ofAWorkThatWasMadeAnewOtherwiseTheNewestIsFound() throws Exception {
        MarkRegister register = register();
        Mark mark = register.enter(SOURCE, "work");
        Source other = new Source(SOURCE.when().plusSeconds(60), "leo", SOURCE.engine(), SOURCE.occasion());
        assertThat(register.enter(other, "work")).isEqualTo(mark);
        assertThat(register.find(mark)).contains(other);
    }

    @Test
    void afterTheLastNumberTheFirstIsTakenAgain() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(file(), new RegisterLine(HALF - 1, SOURCE, null).text());
        assertThat(register().enter(SOURCE, null).serial()).isZero();
        assertThat(register().enter(SOURCE, null).serial()).isEqualTo(1);
    }

    @Test
    void aLineTornAnywhereIsNotReadAndHarmsNoOther() throws Exception {
        MarkRegister register = register();
        register.enter(SOURCE, null);
        byte[] one = Files.readAllBytes(file());
        for (int length = 0; length < one.length; length++) {
            Files.write(file(), one);
            Files.write(file(), Arrays.copyOf(new RegisterLine(1, SOURCE, null).text().getBytes(StandardCharsets.UTF_8), length), StandardOpenOption.APPEND);

            Source next = new Source(SOURCE.when(), "leo", "piper", "say");
            Mark mark = register().enter(next, null);
            assertThat(mark.serial()).as("%d bytes", length).isBetween(1, 2); // 2 when nothing but the line end was lost
            assertThat(register().find(mark)).contains(next);
            assertThat(register().find(new Mark(installation.id(), 0))).contains(SOURCE);
        }
    }

    @Test
    void nothingIsEnteredWhereNothingCanBeWritten() throws Exception {
        Files.writeString(folder(), "a file where the folder should be");
        assertThatThrownBy(() -> register().enter(SOURCE, null)).isInstanceOf(AlanException.class)
                .hasMessageContainingAll(file().toString(), "nothing is spoken");
    }

    @Test
    void nobodyElseCanReadIt() throws Exception {
        register().enter(SOURCE, null);
        if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder()))).isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        }
    }

    @Test
    void severalProcessesAndThreadsGetEachNumberOnce() throws Exception {
        installation.id();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
                    System.getProperty("java.class.path"), Enterer.class.getName(), data.toString()).redirectError(data.resolve(i + ".err").toFile()).start());
        }
        Set<String> serials = new HashSet<>();
        int count = 0;
        for (Process process : processes) {
            for (String serial : new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).split("\\s+")) {
                serials.add(serial);
                count++;
            }
            assertThat(process.waitFor()).isZero();
        }
        assertThat(count).isEqualTo(3 * 2 * Enterer.EACH);
        assertThat(serials).hasSize(count);
        assertThat(register().enter(SOURCE, null).serial()).isEqualTo(count);
    }

    /** A process of its own, with two threads that have a register each, and look things up in between. */
    static final class Enterer {
        static final int EACH = 20;

        public static void main(String[] args) throws Exception {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Thread thread = new Thread(() -> enter(Path.of(args[0])));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void enter(Path data) {
            try {
                MarkRegister register = new MarkRegister(data.resolve("marks"), new KeyInstallation(data.resolve("identity")));
                for (int i = 0; i < EACH; i++) {
                    Mark mark = register.enter(SOURCE, null);
                    System.out.println(mark.serial());
                    register.find(mark).orElseThrow();
                }
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
