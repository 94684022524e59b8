package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.tts.SpeechRequest;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.sound.AnswerLoop;
import alan.shell.sound.AnswerLoop.Answer;
import alan.shell.sound.MemorySound;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:demo}: everything once, from missing models to an answer that can be listened to. */
@Command(name = "alan:demo", description = {
    "Fetches what is missing, hears a question, answers it, and shows what that took.",
    "Leaves question.wav, answer.wav and turn.json."})
public final class Demo implements ShellCommand {
    /** What is asked when nobody gives a recording. */
    static final String QUESTION = "What is the moon?";

    private final Companion companion;
    private final Engines engines;
    private final Models models;
    private final AudioFiles files;
    private final Path data;

    @Parameters(paramLabel = "RECORDING", arity = "0..1",
            description = "A question in a sound file. Without it, Alan's own voice asks in your place.")
    private Path recording;

    @Option(names = {"-o", "--out"}, paramLabel = "FOLDER", defaultValue = "alan-demo",
            description = "Where the files go; made if it is not there. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /**
     * @param companion hears and answers
     * @param engines say which models they need
     * @param models fetches them
     * @param files reads and writes sound
     * @param data the folder that models are fetched into
     */
    public Demo(Companion companion, Engines engines, Models models, AudioFiles files, Path data) {
        this.companion = companion;
        this.engines = engines;
        this.models = models;
        this.files = files;
        this.data = data;
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        DemoFiles written = new DemoFiles(files, console.resolve(folder));
        written.check();
        Pcm given = recording == null ? null : files.read(console.resolve(recording), 0);
        fetchModels(console);
        Pcm question = given != null ? given : speakQuestion(console);
        MemorySound voice = new MemorySound();
        Answer answer = new AnswerLoop(companion, console, !json.given()).run(TurnRequest.ofUtterance(question), voice);
        if (voice.pcm() == null) {
            throw new CommandFailed("The answer has no sound: " + answer.record().answer());
        }
        List<EngineStatus> used = engines.chosen();
        DemoDocument document = DemoDocument.of(answer, used, models, written, source(console), question, voice.pcm());
        written.write(question, voice.pcm(), document);
        if (json.given()) {
            Json.print(console.out(), document);
        } else {
            Report.print(console, answer.record(), written.answer());
            console.out().println("asked:   " + written.question());
            console.out().println("record:  " + written.turn());
        }
    }

    private void fetchModels(Console console) throws AlanException {
        List<Model> missing = missing();
        Fetch fetch = new Fetch(models, console);
        fetch.announce(missing, data.resolve("models"));
        for (Model model : missing) {
            if (fetch.model(model.id()) && !json.given()) {
                console.out().println(model.id() + ": installed");
            }
        }
    }

    private List<Model> missing() throws AlanException {
        Map<String, Model> missing = new LinkedHashMap<>();
        for (EngineStatus engine : engines.chosen()) {
            for (String id : engine.info().models()) {
                if (models.installed(id).isEmpty()) {
                    missing.put(id, models.get(id));
                }
            }
        }
        return List.copyOf(missing.values());
    }

    private Pcm speakQuestion(Console console) throws AlanException {
        if (!json.given()) {
            console.out().println("No recording was given, so Alan's own voice asks in your place: " + QUESTION);
        }
        try (PcmStream speech = console.closing(companion.say(SpeechRequest.of(QUESTION)))) {
            Pcm question = speech.readAll();
            if (console.cancelled()) {
                throw CommandFailed.stopped();
            }
            return question;
        }
    }

    private String source(Console console) {
        return recording == null ? "Alan's own voice: " + QUESTION : console.resolve(recording).toString();
    }
}
