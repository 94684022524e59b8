package alan.itests;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.Engines;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/** A small CSM checkpoint of random numbers, as a model that a user adds: its voice is noise, and everything around it is as with the real one. */
final class SmallCheckpoint {
    static final String MODEL = "my-csm";
    private static final Path FIXTURE = Path.of("../bundles/alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain");
    /** System property: a folder with a checkpoint that is taken instead, such as one of CSM-1B's size that {@code fixtures.py} has made. */
    private static final String ANOTHER = "alan.csm.checkpoint";
    private static final String PROPERTY = "alan.test.checkpoint";

    private SmallCheckpoint() {}

    /** {@return tells the framework where the checkpoint is, of which a copy is made} What is converted is written beside it. @param name of the test */
    static Option option(String name) throws Exception {
        String another = System.getProperty(ANOTHER);
        if (another != null) {
            return CoreOptions.systemProperty(PROPERTY).value(Path.of(another).toRealPath().toString());
        }
        Path checkpoint = Files.createDirectories(Path.of("target", "pax", name, "checkpoint").toAbsolutePath());
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            Files.copy(FIXTURE.resolve(file), checkpoint.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return CoreOptions.systemProperty(PROPERTY).value(checkpoint.toString());
    }

    /** {@return its folder} Within the framework. */
    static Path folder() {
        return Path.of(System.getProperty(PROPERTY));
    }

    /** Adds it to the catalogue and chooses it. */
    static void add(Models models, Engines engines) throws AlanException {
        remove(models, engines);
        models.add(new ModelAddition(MODEL, null, null, folder().toString(), Set.of("en"), null), Models.Progress.NONE);
        engines.use(EngineKind.TTS, MODEL, null);
    }

    /** Takes it away. All tests share a folder of models, which may be the one of whoever runs them. */
    static void remove(Models models, Engines engines) throws AlanException {
        if (models.list().stream().anyMatch(model -> model.id().equals(MODEL))) {
            engines.use(EngineKind.TTS, "piper", null);
            models.remove(MODEL);
        }
    }
}
