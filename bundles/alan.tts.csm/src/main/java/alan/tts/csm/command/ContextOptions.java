package alan.tts.csm.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** One clip that the model is shown before it speaks. */
final class ContextOptions {
    @Option(names = "--context", required = true, paramLabel = "${bundle:FILE}",
            description = "A clip of the context, a sound file of any common format; repeatable, each with the next two.")
    private Path file;

    @Option(names = "--context-text", required = true, paramLabel = "${bundle:TEXT}", description = "What is said in the clip.")
    private String text;

    @Option(names = "--context-speaker", required = true, paramLabel = "N", description = "Who says it: 0 and up.")
    private int speaker;

    /** {@return the sound file, as typed} */
    Path file() {
        return file;
    }

    /** {@return what is said in it} */
    String text() {
        return text;
    }

    /** {@return who says it} */
    int speaker() {
        return speaker;
    }
}
