package alan.shell.command;

import alan.api.AlanException;
import alan.api.companion.Companion;
import alan.api.text.Text;
import alan.api.voice.VoiceProfile;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:persona-new}: somebody to talk to. */
@Command(name = "alan:persona-new", description = "Makes a persona: a file config/alan.persona-NAME.cfg, which you may change later.")
public final class NewPersona implements ShellCommand {
    private static final Logger LOG = LoggerFactory.getLogger(NewPersona.class);
    private static final Pattern NAME = Pattern.compile("[\\p{L}0-9][\\p{L}0-9_-]{0,63}");
    private static final String PREFIX = "alan.persona-";
    private static final String ENDING = ".cfg";

    private final Companion companion;
    private final Voices voices;
    private final Path config;

    @Parameters(paramLabel = "NEW-NAME", description = "The name by which it is asked.")
    private String name;

    @Option(names = {"-v", "--voice"}, paramLabel = "VOICE", description = "Its voice; the default one of the language without this.")
    private String voice;

    @Option(names = {"-p", "--prompt"}, paramLabel = "TEXT", required = true, description = "What the language model is told first: who it is, and how it answers.")
    private String prompt;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "What it answers in, such as en; the question's language without this.")
    private String language;

    @Mixin
    private HelpOption help;

    /** @param companion knows the personas @param voices that there are @param config the folder of configuration */
    public NewPersona(Companion companion, Voices voices, Path config) {
        this.companion = companion;
        this.voices = voices;
        this.config = config;
    }

    @Override
    public void run(Console console) throws AlanException {
        check();
        Path file = config.resolve(PREFIX + name + ENDING);
        write(file, String.join("\n", "name = " + name, "prompt = " + escaped(prompt), "voice = " + (voice == null ? "" : voice),
                "language = " + (language == null ? "" : language), ""));
        console.out().println(Text.tr("%s: written into %s; alan:ask --persona %s asks it", name, file, name));
        Optional<VoiceProfile> kept = voices.kept().stream().filter(each -> each.name().equals(voice)).findFirst();
        if (kept.isPresent() && !kept.get().consent().isGiven()) {
            console.err().println(Text.tr("A voice without a consent of this installation does not speak; alan:voice-consent %s asks.", voice));
        }
    }

    private void check() throws AlanException {
        if (!NAME.matcher(name).matches()) {
            throw CommandFailed.usage(
                    "A persona cannot be called \"%s\": up to 64 letters, digits, - and _ make a name, and it begins with a letter or digit.", name);
        }
        if (companion.personas().stream().anyMatch(each -> each.name().equalsIgnoreCase(name)) || isThere()) {
            throw new CommandFailed("There is a persona %s already; choose another name, or change its file in %s.", name, config);
        }
        if (prompt.isBlank() || prompt.contains("${")) {
            throw CommandFailed.usage("The prompt is empty, or holds ${, which means something else in a configuration file.");
        }
        if (voice != null && !voices.has(voice)) {
            throw new CommandFailed("There is no voice %s here; alan:voices lists those that are.", voice);
        }
        if (language != null && !Arrays.asList(Locale.getISOLanguages()).contains(language)) {
            throw CommandFailed.usage("%s is no code of a language; write two letters (ISO 639-1), such as en or es.", language);
        }
    }

    private boolean isThere() {
        try (Stream<Path> all = Files.list(config)) {
            return all.anyMatch(file -> file.getFileName().toString().equalsIgnoreCase(PREFIX + name + ENDING));
        } catch (IOException e) {
            LOG.warn("{} cannot be read", config, e);
            return false;
        }
    }

    /** As a value of a properties file, in UTF-8. */
    private static String escaped(String text) {
        return text.strip().replace("\\", "\\\\").replaceAll("\\R", "\\\\n");
    }

    /** Aside, then moved, so that FileInstall never sees half of it; it reads {@code *.cfg} only. */
    private void write(Path file, String text) {
        try {
            Path aside = Files.createTempFile(config, "." + file.getFileName(), ".tmp");
            try {
                Files.writeString(aside, text);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written", file, e);
            throw new CommandFailed("%s cannot be written; may you write in that folder?", file);
        }
    }
}
