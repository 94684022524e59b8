package alan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import alan.api.engine.EngineKind;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing but a fetch reaches the network: a Hub counts what it is asked, and package managers leave a note when they are run. */
class QuietTest {
    private static final byte[] BYTES = Setting.someBytes(1_000);

    @TempDir
    Path folder;

    @Test
    void onlyAFetchAsksAnybody() throws Exception {
        try (FakeHub hub = new FakeHub()) {
            Setting setting = new Setting(folder, hub);
            hub.large("o/n/f", BYTES);
            Path ran = folder.resolve("ran");
            for (String program : new String[] {"python3", "pip3", "pip", "npm", "mvn"}) {
                setting.program(program, "echo " + program + " >> '" + ran + "'; exit 1");
            }
            String sha256 = FakeHub.sha256(BYTES);
            setting.models(
                    Setting.model("m", "f", BYTES.length, sha256, "{\"hub\": \"o/n\", \"file\": \"f\"}"),
                    Setting.model("p", "f", BYTES.length, sha256, "{\"pypi\": \"p\", \"version\": \"1\", \"file\": \"f\"}"));
            Catalogue catalogue = setting.catalogue();
            Path local = Files.write(folder.resolve("local.gguf"), "GGUF".getBytes());

            useAllButFetch(catalogue, local);
            assertThat(hub.requests).isEmpty();
            assertThat(ran).doesNotExist();

            Setting.fetch(catalogue, "m");
            int asked = hub.requests.size();
            assertThat(asked).isPositive();
            Setting.fetch(catalogue, "m");
            useAllButFetch(catalogue, local);
            assertThat(hub.requests).hasSize(asked);
            assertThat(ran).doesNotExist();
        }
    }

    private static void useAllButFetch(Catalogue catalogue, Path local) throws Exception {
        catalogue.list().forEach(model -> model.files().forEach(Record::toString));
        catalogue.get("m");
        catchThrowable(() -> catalogue.get("nobody"));
        catchThrowable(() -> catalogue.require("m"));
        catalogue.installed("m");
        for (EngineKind kind : EngineKind.values()) {
            catalogue.installed(kind);
            catalogue.recommend(kind, "es");
        }
        catalogue.add(new ModelAddition("mine", null, null, local.toString(), Set.of(), null), Models.Progress.NONE);
        catalogue.require("mine");
        catalogue.remove("mine");
    }
}
