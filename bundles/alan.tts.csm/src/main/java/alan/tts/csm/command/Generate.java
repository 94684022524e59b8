package alan.tts.csm.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.text.Text;
import alan.tts.csm.checkpoint.Checkpoint;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.generate.Sampling;
import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.BackendOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code alan:csm-generate}: codes and sound as the reference implementation would make them. */
@Command(name = "alan:csm-generate", sortOptions = false, sortSynopsis = false,
        description = "Lets a CSM checkpoint speak a text once, exactly as it does, and writes down its codes, its sound and the time it took.")
final class Generate implements CsmCommand {
    private final AudioFiles files;
    private final Backends backends;

    @Option(names = "--model", required = true, paramLabel = "${bundle:FOLDER}",
            description = "The checkpoint: config.json, tokenizer.json and safetensors.")
    private Path model;

    @Option(names = "--text", required = true, paramLabel = "${bundle:TEXT}", description = "What is said.")
    private String text;

    @Option(names = "--speaker", paramLabel = "N", defaultValue = "0", description = "Who says it: 0 and up. Default: ${DEFAULT-VALUE}.")
    private int speaker;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<ContextOptions> context = new ArrayList<>();

    @Option(names = "--max-frames", paramLabel = "N", defaultValue = "125",
            description = "How many frames there may be, the end frame included. Default: ${DEFAULT-VALUE}, which is 10 seconds.")
    private int mostFrames;

    @Mixin
    private SamplingOptions sampling;

    @Option(names = "--backend", paramLabel = "onnx|djl", description = "The runtime that computes it. Without this, the best that there is.")
    private String backend;

    @Option(names = "--precision", paramLabel = "fp32|bf16|fp16|int8|int4", description = "Of the weights. Without this, what suits the device best.")
    private String precision;

    @Option(names = "--device", paramLabel = "auto|cpu|cuda:N", defaultValue = BackendOptions.AUTO,
            description = "Where it is computed. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Mixin
    private OutputOptions output;

    @Mixin
    private HelpOption help;

    /** @param files reads clips and writes the sound @param backends that there are */
    Generate(AudioFiles files, Backends backends) {
        this.files = files;
        this.backends = backends;
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        BackendOptions options = Backends.options(device, precision);
        Map.Entry<Map<String, Object>, BackendFactory> runtime = backends.choose(backend);
        if (mostFrames < 1) {
            throw new AlanException("--max-frames must be 1 or more, and %s is not.", mostFrames);
        }
        Path folder = console.resolve(model);
        CsmConfig config = Checkpoint.open(folder).config();
        Sampling drawing = sampling.sampling(config);
        Generation generation = new Generation(folder, clips(console, config), speaker(speaker, "--speaker"), text, drawing, mostFrames);
        output.check(console, files, config.mimi().sampleRate());
        try (ProgressLine progress = new ProgressLine(console)) {
            Backend computing = runtime.getValue().open(options, progress);
            Generation.Result result = generation.run(computing, progress::frame);
            progress.close();
            if (result.codes().stopped().equals(Codes.LENGTH) && result.room() < mostFrames) {
                console.err().println(Text.tr("Beside this prompt the model has room for %s frames, not for %s.", result.room(), mostFrames));
            }
            Report report = new Report(Backends.name(runtime), computing, result, config.mimi().sampleRate());
            output.write(console, files, result, config.mimi().sampleRate());
            report.print(console, output.codes(console), result.sound().length == 0 ? null : output.sound(console));
            if (output.sound(console) != null && result.sound().length == 0) {
                throw new AlanException("The model ended with its first frame, so there is no sound, and %s was not written; try another --seed or"
                        + " --text.", output.sound(console));
            }
        }
    }

    private List<Generation.Clip> clips(Console console, CsmConfig config) throws AlanException {
        List<Generation.Clip> clips = new ArrayList<>();
        int rate = config.mimi().sampleRate();
        long samples = 0;
        long most = (long) config.positions() * config.mimi().frameSize();
        for (ContextOptions each : context) {
            Pcm sound = files.read(console.resolve(each.file()), rate);
            samples += sound.samples().length;
            // Said before anything that takes long; the window will look more closely.
            if (samples > most) {
                throw new AlanException("The clips of the context last %s s, and this model holds %s s in all: give it fewer or shorter ones.",
                        samples / rate, most / rate);
            }
            clips.add(new Generation.Clip(speaker(each.speaker(), "--context-speaker"), each.text(), sound.samples()));
        }
        return clips;
    }

    private static int speaker(int number, String option) throws AlanException {
        if (number < 0) {
            throw new AlanException("%s must be 0 or more, and %s is not.", option, number);
        }
        return number;
    }
}
