package alan.shell;

import alan.api.home.HomeStatus;
import alan.api.tts.Voice;
import alan.shell.command.Voices;
import alan.shell.fake.FakeAudio;
import alan.shell.fake.FakeCompanion;
import alan.shell.fake.FakeDevices;
import alan.shell.fake.FakeEngines;
import alan.shell.fake.FakeEnrolment;
import alan.shell.fake.FakeMarks;
import alan.shell.fake.FakeModels;
import alan.shell.fake.FakeScripts;
import alan.shell.fake.FakeProfiles;
import alan.shell.fake.Shell;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Every command in a real Gogo session, over fakes of the contracts. */
abstract class CommandsTestBase {
    @TempDir
    Path folder;

    final FakeCompanion companion = new FakeCompanion();
    final FakeAudio audio = new FakeAudio();
    final FakeDevices devices = new FakeDevices();
    final FakeEngines engines = new FakeEngines();
    final FakeMarks marks = new FakeMarks();
    final FakeModels models = new FakeModels();
    final FakeScripts scripts = new FakeScripts();
    final FakeEnrolment enrolment = new FakeEnrolment();
    final FakeProfiles profiles = new FakeProfiles();
    HomeStatus home = new HomeStatus("", false, null, List.of(), List.of(), List.of());
    /** Whether the node keeps voices of people. */
    boolean keeps;
    final Map<String, List<Voice>> voices = new TreeMap<>(
            Map.of("piper", List.of(new Voice("en_US-joe-medium", Set.of("en"), 22_050, "English (US)"))));
    Shell shell;

    @BeforeEach
    void open() {
        Locale.setDefault(Locale.Category.DISPLAY, language());
        Map<String, Supplier<ShellCommand>> commands = new HashMap<>();
        commands.putAll(Commands.conversation(companion, engines, models, audio, audio, new Voices(() -> voices, () -> keeps ? profiles : null),
                folder.resolve("data"), folder.resolve("config")));
        commands.putAll(Commands.voices(profiles, engines));
        commands.putAll(Commands.models(models));
        commands.putAll(Commands.engines(engines, devices));
        commands.putAll(Commands.devices(audio));
        commands.putAll(Commands.scripts(scripts, scripts));
        commands.putAll(VoiceMakingCommands.commands(enrolment, enrolment.voices, companion, engines, audio, audio));
        commands.putAll(Commands.watermark(audio, marks, marks, marks));
        commands.putAll(Commands.home(() -> home));
        commands.putAll(Commands.help());
        assertThat(commands.keySet()).isEqualTo(Commands.all().keySet());
        Map<String, Function> functions = new HashMap<>();
        commands.forEach((name, command) -> functions.put(name, new CommandFunction(command)));
        shell = new Shell(folder, functions);
    }

    @AfterEach
    void close() {
        shell.close();
        Locale.setDefault(Locale.Category.DISPLAY, Locale.ENGLISH);
    }

    /** The user's. */
    Locale language() {
        return Locale.ENGLISH;
    }

    /** Executes a line that must fail, and checks that nobody but the exception says so. */
    CommandFailed failure(String line) {
        CommandFailed failure = catchThrowableOfType(CommandFailed.class, () -> shell.run(line));
        assertThat(failure).as("failure of %s", line).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("\n");
        assertThat(failure).hasToString("alan: " + failure.getLocalizedMessage());
        assertThat(failure.getStackTrace()).isEmpty();
        assertThat(shell.err()).doesNotContain(failure.getMessage(), failure.getLocalizedMessage());
        return failure;
    }
}
