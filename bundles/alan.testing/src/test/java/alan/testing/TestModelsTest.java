package alan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestModelsTest {
    @TempDir
    Path folder;

    @Test
    void theCatalogueIsTheNearestAbove() throws Exception {
        Path module = Files.createDirectories(folder.resolve("bundles").resolve("alan.x"));
        Files.createDirectories(folder.resolve("config"));
        Path file = Files.createFile(folder.resolve("config").resolve("models.json"));
        assertThat(TestModels.catalogueFile(module)).isEqualTo(file);
        assertThat(TestModels.catalogueFile(folder)).isEqualTo(file);
    }

    @Test
    void outsideTheProjectItSaysSo() {
        assertThatThrownBy(() -> TestModels.catalogueFile(folder)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("models.json");
    }
}
