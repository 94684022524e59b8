package alan.tts.csm.command;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:csm-info}: what a checkpoint is, and what is wrong with it. */
@Command(name = "alan:csm-info", description = "Shows what a CSM checkpoint is: layout, sizes, precision, and tensors that are missing or too many.")
final class Info implements CsmCommand {
    @Parameters(paramLabel = "${bundle:FOLDER}", descriptionKey = "folder",
            description = "The checkpoint: config.json, tokenizer.json and safetensors.")
    private Path folder;

    @Option(names = "--json", description = "Prints one JSON document and nothing else.")
    private boolean json;

    @Mixin
    private HelpOption help;

    @Override
    public void run(Console console) throws AlanException {
        CheckpointReport report = look(console);
        if (json) {
            console.out().println(Json.text(report));
        } else {
            report.print(console.out());
        }
        if (!report.usable()) {
            throw new AlanException("The checkpoint in %s cannot be used; its problems are listed above.", report.folder());
        }
    }

    private CheckpointReport look(Console console) throws AlanException {
        try {
            return CheckpointReport.of(Checkpoint.look(console.resolve(folder)));
        } catch (AlanException e) {
            if (json) {
                // Whoever reads the output by machine is to find out there, too.
                console.out().println(Json.text(Map.of("error", e.getLocalizedMessage())));
            }
            throw e;
        }
    }
}
