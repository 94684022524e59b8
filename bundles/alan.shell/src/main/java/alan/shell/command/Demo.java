package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.companion.TurnRequest;
import alan.api.engine.Engines;
import alan.api.model.Models;
import alan.api.text.Text;
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
import java.util.Locale;
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

    private static final String ENGLISH = "en";

    private final Companion companion;
    private final Models models;
    private final AudioFiles files;
    private final DemoModels needed;

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
        this.models = models;
        this.files = files;
        this.needed = new DemoModels(engines, models, data == null ? null : data.resolve("models"));
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        DemoFiles written = new DemoFiles(files, console.resolve(folder));
        written.check();
        Pcm given = recording == null ? null : files.read(console.resolve(recording), 0);
        String language = given == null ? own() : null;
        if (given == null) {
            needed.fetch(needed.forTurn(language), console, !json.given());
        } else {
            language = prepare(given, console);
        }
        Pcm question = given != null ? given : speakQuestion(console, language);
        MemorySound voice = new MemorySound();
        Answer answer = new AnswerLoop(companion, console, !json.given()).run(TurnRequest.ofUtterance(question), voice);
        if (voice.pcm() == null) {
            throw new CommandFailed("The answer has no sound: %s", answer.record().answer());
        }
        DemoDocument document = DemoDocument.of(
                answer, needed.forTurn(language), models, written, source(console, language), question, voice.pcm());
        written.write(question, voice.pcm(), document);
        if (json.given()) {
            Json.print(console.out(), document);
        } else {
            Report.print(console, answer.record(), written.answer());
            Report.line(console, Text.tr("asked:"), written.question());
            Report.line(console, Text.tr("record:"), written.turn());
        }
    }

    /** {@return the language in which Alan asks himself: the user's, if he can answer in it} */
    private String own() {
        String user = Text.user().getLanguage();
        boolean speaks = !Text.of(QUESTION).toString().equals(QUESTION);
        return speaks && needed.canAnswer(user) ? user : ENGLISH;
    }

    /**
     * Fetches what an answer needs. The models for some languages are others than those for all, so the question may have to be heard first.
     *
     * @return the question's language; {@code null} where it makes no difference
     */
    private String prepare(Pcm question, Console console) throws AlanException {
        if (!needed.dependOnLanguage()) {
            needed.fetch(needed.forTurn(null), console, !json.given());
            return null;
        }
        needed.fetch(needed.ears(), console, !json.given());
        String language = companion.hear(question, null).language();
        // Without a language model that knows it there will be no answer, whatever else is fetched: the companion says what to do.
        if (language == null || needed.canAnswer(language)) {
            needed.fetch(needed.forTurn(language), console, !json.given());
        }
        return language;
    }

    private Pcm speakQuestion(Console console, String language) throws AlanException {
        String question = question(language);
        if (!json.given()) {
            console.out().println(Text.tr("No recording was given, so Alan's own voice asks in your place: %s", question));
        }
        try (PcmStream speech = console.closing(companion.say(new SpeechRequest(question, null, null, language, Map.of())))) {
            Pcm sound = speech.readAll();
            if (console.cancelled()) {
                throw CommandFailed.stopped();
            }
            return sound;
        }
    }

    private static String question(String language) {
        return Text.of(QUESTION).say(Locale.forLanguageTag(language));
    }

    private String source(Console console, String language) {
        return recording == null ? Text.tr("Alan's own voice: %s", question(language)) : console.resolve(recording).toString();
    }
}
