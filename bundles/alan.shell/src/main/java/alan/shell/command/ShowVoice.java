package alan.shell.command;

import alan.api.AlanException;
import alan.api.engine.Engines;
import alan.api.text.Text;
import alan.api.voice.Consent;
import alan.api.voice.ContextChoice;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceProfiles;
import alan.api.voice.VoiceSegment;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.JsonOption;
import alan.shell.ShellCommand;
import alan.shell.output.Json;
import alan.shell.output.Labels;
import alan.shell.output.Table;
import alan.shell.output.Units;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code alan:voice-show}: all about a kept voice. */
@Command(name = "alan:voice-show", description = "Shows a voice: its segments, what is doubtful, who allows it, and what a model is shown of it and why.")
public final class ShowVoice implements ShellCommand {
    private final VoiceProfiles profiles;
    private final Engines engines;

    @Parameters(paramLabel = "VOICE", description = "The voice.")
    private String name;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE", description = "What is to be spoken, such as en. The voice's own without this.")
    private String language;

    @Mixin
    private JsonOption json;

    @Mixin
    private HelpOption help;

    /** @param profiles the voices @param engines know what a model has room for */
    public ShowVoice(VoiceProfiles profiles, Engines engines) {
        this.profiles = profiles;
        this.engines = engines;
    }

    @Override
    public void run(Console console) throws AlanException {
        VoiceProfile voice = profiles.get(name);
        try (Window window = Window.of(engines, "alan:voice-show")) {
            show(console, voice, window);
        }
    }

    private void show(Console console, VoiceProfile voice, Window window) {
        int most = VoiceProfiles.share(window.room());
        ContextChoice choice = null;
        String problem = null;
        try {
            choice = profiles.choose(name, language, window.room(), most);
        } catch (AlanException e) {
            // What is pinned may not fit; the rest is worth showing all the same.
            problem = e.getLocalizedMessage();
        }
        if (json.given()) {
            Json.print(console.out(), document(voice, window, most, choice, problem));
            return;
        }
        print(console, voice);
        segments(voice, choice).print(console.out());
        console.out().println();
        console.out().println(budget(window, most));
        if (choice == null) {
            console.out().println(problem);
        } else {
            print(console, window, choice);
        }
    }

    private static Map<String, Object> document(VoiceProfile voice, Window window, int most, ContextChoice choice, String problem) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("voice", voice);
        document.put("seconds", voice.seconds());
        Map<String, Object> room = new LinkedHashMap<>();
        room.put("engine", window.engine());
        room.put("positions", window.room().positions());
        room.put("seconds", window.seconds(window.room().positions()));
        room.put("forVoice", most);
        document.put("window", room);
        document.put("problem", problem);
        if (choice != null) {
            List<Map<String, Object>> shown = choice.segments().stream()
                    .map(each -> Map.<String, Object>of("number", each.segment().number(), "reason", each.reason().toString())).toList();
            document.put("shown", Map.of("segments", shown, "positions", choice.positions(), "seconds", choice.seconds()));
        }
        return document;
    }

    private static void print(Console console, VoiceProfile voice) {
        Labels labels = new Labels(Text.tr("voice:"), Text.tr("sound:"), Text.tr("consent:"), Text.tr("to mend:"));
        console.out().println(labels.line(Text.tr("voice:"), voice.name()));
        console.out().println(labels.line(Text.tr("sound:"), Text.tr("%.1f s in %s segments (%s)", voice.seconds(), voice.segments().size(),
                String.join(", ", voice.languages()))));
        console.out().println(labels.line(Text.tr("consent:"), consent(voice)));
        voice.findings().forEach(finding -> console.out().println(labels.line(Text.tr("to mend:"), finding.sentence())));
        console.out().println();
    }

    private static String consent(VoiceProfile voice) {
        Consent consent = voice.consent();
        if (consent.state() == Consent.State.NONE) {
            return Text.tr("not given; alan:voice-consent %s asks", voice.name());
        }
        String when = consent.when() == null ? "" : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(Text.user())
                .format(consent.when().atZone(ZoneId.systemDefault()));
        String said = consent.sentence() == null ? "" : " \"" + consent.sentence() + "\"";
        String alike = consent.similarity() == null ? "" : Text.tr(", similarity %s", Units.seconds(consent.similarity()));
        return Consents.cell(consent) + (when.isEmpty() ? "" : ", " + when) + said + alike;
    }

    private static Table segments(VoiceProfile voice, ContextChoice choice) {
        Table table = new Table(Table.right(""), Table.right(Text.tr("seconds")), Text.tr("language"), Table.right(Text.tr("clear, dB")), Text.tr("shown"),
                Text.tr("doubtful"), Text.tr("text"));
        for (VoiceSegment each : voice.segments()) {
            boolean shown = choice != null && choice.segments().stream().anyMatch(chosen -> chosen.segment().number() == each.number());
            boolean pinned = voice.pinned().contains(each.number());
            table.row(each.number(), Units.format("%.1f", each.seconds()), each.language(), Units.format("%.0f", each.snr()),
                    pinned ? Text.tr("pinned") : shown ? Text.tr("yes") : "", String.join(", ", each.doubtful()), each.text());
        }
        return table;
    }

    private static String budget(Window window, int most) {
        Object positions = Units.format("%,d", window.room().positions());
        return window.engine() == null
                ? Text.tr("CSM's window has %s positions, %.0f s of sound; half of it, %.0f s, is for the voice. Tokens of texts are guessed, for none is loaded.",
                        positions, window.seconds(window.room().positions()), window.seconds(most))
                : Text.tr("The window of %s has %s positions, %.0f s of sound; half of it, %.0f s, is for the voice.",
                        window.engine(), positions, window.seconds(window.room().positions()), window.seconds(most));
    }

    private static void print(Console console, Window window, ContextChoice choice) {
        if (choice.segments().isEmpty()) {
            console.out().println(Text.tr("No segment fits, so a model is shown nothing of it."));
            return;
        }
        console.out().println(Text.tr("A model is shown, in this order, %.1f s; with their texts they take %s positions, as much as %.0f s:",
                choice.seconds(), choice.positions(), window.seconds(choice.positions())));
        int widest = choice.segments().stream().mapToInt(each -> Integer.toString(each.segment().number()).length()).max().orElse(1);
        for (ContextChoice.Chosen each : choice.segments()) {
            console.out().println(("%" + (widest + 2) + "d  %s").formatted(each.segment().number(), each.reason()));
        }
    }
}
