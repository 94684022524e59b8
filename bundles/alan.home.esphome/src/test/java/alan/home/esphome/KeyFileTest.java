package alan.home.esphome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path data;

    @Test
    void aKeyIsMadeOnceForItsOwnerAlone() throws Exception {
        Path file = data.resolve("esphome-key");
        String made = KeyFile.read(file).base64();
        assertThat(KeyFile.read(file).base64()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void aDamagedKeyIsNamedAndNeverReplaced() throws Exception {
        Path file = Files.writeString(data.resolve("esphome-key"), "bm90IGEga2V5\n");
        assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(AlanException.class).hasMessageStartingWith("What is in " + file + " is no key: ");
        assertThat(file).hasContent("bm90IGEga2V5");
    }
}
