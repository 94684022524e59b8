package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.companion.TurnRequest;
import alan.api.engine.Engines;
import alan.api.engine.LanguageUnknownException;
import alan.api.engine.Lease;
import alan.api.listen.VoiceActivity;
import alan.api.listen.VoiceActivity.Utterances;
import alan.api.stt.NothingHeardException;
import alan.api.text.Text;
import alan.shell.CommandFailed;
import alan.shell.Console;
import alan.shell.HelpOption;
import alan.shell.ShellCommand;
import alan.shell.output.Units;
import alan.shell.sound.AnswerLoop;
import alan.shell.sound.HalfDuplex;
import alan.shell.sound.Recording;
import alan.shell.sound.Sound;
import alan.shell.sound.SpeakerSound;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code alan:talk}: a conversation by microphone and speaker, one side at a time. */
@Command(name = "alan:talk", description = "A conversation by microphone and speaker. Ctrl-C ends it.")
public final class Talk implements ShellCommand {
    private static final String FILE = "file:";

    private final Companion companion;
    private final Engines engines;
    private final AudioDevices devices;
    private final Voices voices;

    @Option(names = {"-i", "--input"}, paramLabel = "INPUT",
            description = "The microphone: a part of its name, file:PATH, or null. The configured one without this.")
    private String input;

    @Option(names = {"-o", "--output"}, paramLabel = "OUTPUT",
            description = "The speaker: a part of its name, file:PATH, or null. The configured one without this.")
    private String output;

    @Option(names = {"-p", "--persona"}, paramLabel = "PERSONA", description = "Who is asked.")
    private String persona;

    @Option(names = {"-l", "--language"}, paramLabel = "LANGUAGE",
            description = "What is spoken, such as en. Found out without this.")
    private String language;

    @Option(names = "--once", description = "Ends after the first answer.")
    private boolean once;

    @Mixin
    private HelpOption help;

    /**
     * @param companion is asked
     * @param engines has voice activity
     * @param devices has the microphone and the speaker
     * @param voices that there are
     */
    public Talk(Companion companion, Engines engines, AudioDevices devices, Voices voices) {
        this.companion = companion;
        this.engines = engines;
        this.devices = devices;
        this.voices = voices;
    }

    @Override
    public void run(Console console) throws AlanException, InterruptedException {
        voices.tellWithout(console, companion, persona);
        String conversation = "talk " + UUID.randomUUID();
        try (Lease<VoiceActivity> activity = engines.lease(VoiceActivity.class, language, "alan:talk");
                Recording recording = recording(console)) {
            PcmStream opened = devices.microphone(resolve(console, input), VoiceActivity.SAMPLE_RATE);
            // A file waits until it is read, and hears no loudspeaker.
            HalfDuplex ears = isFile(input) ? null : new HalfDuplex(opened);
            try (PcmStream microphone = console.closing(ears == null ? opened : ears);
                    Utterances utterances = console.closing(activity.engine().listen(microphone))) {
                console.out().println(Text.tr("Listening. Ctrl-C ends this."));
                Exchange exchange = new Exchange(console, conversation, recording);
                try {
                    talk(console, utterances, ears, exchange);
                } finally {
                    finish(recording, exchange, console);
                }
            }
        } catch (AlanException | CommandFailed e) {
            if (!console.cancelled()) {
                throw e;
            }
        } finally {
            companion.forget(conversation);
        }
        if (console.cancelled()) {
            console.out().println(Text.tr("Goodbye."));
        }
    }

    private void talk(Console console, Utterances utterances, HalfDuplex ears, Exchange exchange)
            throws AlanException, InterruptedException {
        boolean asked = false;
        for (Pcm heard = utterances.next(); heard != null; heard = utterances.next()) {
            if (ears != null) {
                ears.ignore();
            }
            asked |= exchange.answer(heard);
            if (asked && once) {
                return;
            }
            if (ears != null) {
                ears.hear();
            }
        }
        if (console.cancelled()) {
            return;
        }
        if (!asked) {
            throw new CommandFailed("Nobody spoke before the microphone ended.");
        }
        if (exchange.failed) {
            throw new CommandFailed("The last question was not answered.");
        }
    }

    // Ctrl-C is the ordinary end of a conversation, so its recording is kept. One without any answer is worth nothing.
    private static void finish(Recording recording, Exchange exchange, Console console) throws AlanException, InterruptedException {
        if (recording != null && (exchange.answered || console.cancelled())) {
            boolean interrupted = Thread.interrupted();
            recording.complete();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Recording recording(Console console) {
        return isFile(output) ? new Recording(new SpeakerSound(devices, resolve(console, output))) : null;
    }

    private static boolean isFile(String device) {
        return device != null && device.startsWith(FILE);
    }

    private static String resolve(Console console, String device) {
        return isFile(device) ? FILE + console.resolve(Path.of(device.substring(FILE.length()))) : device;
    }

    /** One utterance after the other is answered in the same conversation. */
    private final class Exchange {
        private final Console console;
        private final String conversation;
        private final Recording recording;
        /** Whether there was any answer. */
        private boolean answered;
        /** Whether the last question had none. */
        private boolean failed;

        Exchange(Console console, String conversation, Recording recording) {
            this.console = console;
            this.conversation = conversation;
            this.recording = recording;
        }

        /** {@return whether there was a question} */
        boolean answer(Pcm heard) throws AlanException, InterruptedException {
            TurnRequest request = new TurnRequest(heard, null, persona, null, language, true, conversation);
            Sound speaker = recording != null ? recording.part() : new SpeakerSound(devices, output);
            try {
                Double first = new AnswerLoop(companion, console, true)
                        .run(request, speaker)
                        .record()
                        .timings()
                        .firstSound();
                console.out().println(first == null ? "" : Text.tr("(first sound after %s s)", Units.seconds(first)));
                answered = true;
                failed = false;
                return true;
            } catch (LanguageUnknownException e) {
                if (once) {
                    throw e;
                }
                console.err().println(new CommandFailed(e.text()));
                failed = true;
                return true;
            } catch (NothingHeardException e) {
                console.out().println(Text.tr("(nothing understood)"));
                return false;
            }
        }
    }
}
