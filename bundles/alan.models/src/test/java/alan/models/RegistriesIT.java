package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.model.InstalledModel;
import alan.models.io.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches small things from the real registries with the real programs, as this machine has them set up. */
class RegistriesIT {
    @TempDir
    Path folder;

    private InstalledModel fetch(Path catalogue, String id) throws Exception {
        InstalledModel model = new Catalogue(catalogue, folder.resolve("data"), List.of())
                .fetch(id, (file, source, done, total) -> {});
        for (var file : model.model().files()) {
            assertThat(Sha256.of(model.file(file.name()))).isEqualTo(file.sha256());
        }
        return model;
    }

    private Path catalogue(String name, long bytes, String sha256, String source) throws IOException {
        return Files.writeString(folder.resolve("models.json"), "{\"models\": ["
                + Setting.model("m", name, bytes, sha256, source) + "]}");
    }

    @Test
    void theShippedVoiceActivityModelComesFromPyPI() throws Exception {
        assertThat(fetch(Path.of("../../config/models.json"), "silero-vad").fileEnding(".onnx")).hasSize(1_289_603);
    }

    @Test
    void aFileComesOutOfAnNpmPackage() throws Exception {
        Path catalogue = catalogue("index.js", 411, "04255e482e181687823a95b207802ddd32e746c65dce4c95a5176fc192735960",
                "{\"npm\": \"is-number\", \"version\": \"7.0.0\", \"file\": \"index.js\"}");
        assertThat(fetch(catalogue, "m").file("index.js")).content().contains("is-number");
    }

    @Test
    void aFileComesOutOfAMavenArtifact() throws Exception {
        Path catalogue = catalogue("NOTICE", 1_275, "9095ce4629906ff31d2dc63d0b91194302463da2c3be0f8f714fdab77cd6b9ee",
                "{\"maven\": \"org.osgi:org.osgi.annotation.versioning:1.1.2\", \"file\": \"META-INF/NOTICE\"}");
        assertThat(fetch(catalogue, "m").file("NOTICE")).content().contains("OSGi");
    }

    @Test
    void aMavenArtifactItselfIsAFile() throws Exception {
        Path catalogue = catalogue("annotations.jar", 15_077, "f51f235e80df8ffbc30ef1b557b6ea38a696632d675404ec117e952978b8b863",
                "{\"maven\": \"org.osgi:org.osgi.annotation.versioning:1.1.2\"}");
        assertThat(fetch(catalogue, "m").file("annotations.jar")).exists();
    }
}
