package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.listen.VoiceActivity;
import alan.api.listen.VoiceActivity.Utterances;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.output.LevelMeter;
import alan.shell.sound.HalfDuplex;
import alan.shell.sound.KeptStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A microphone for somebody who reads aloud: tells when they have stopped, and keeps what was heard as it was heard. */
final class Ears implements AutoCloseable {
    /** Twice what voices are kept at: nearly every microphone has it. */
    private static final int RATE = 48_000;
    private static final String FILE = "file:";
    private static final long PATIENCE_MS = 500;

    private final Lease<VoiceActivity> lease;
    private final HalfDuplex live;
    private final KeptStream kept;
    private final LevelMeter meter;
    private final Utterances utterances;

    /**
     * @param console of the command, which can stop this
     * @param engines have voice activity
     * @param files resamples
     * @param devices has the microphone
     * @param input which one; {@code null} for the configured one
     */
    Ears(Console console, Engines engines, AudioFiles files, AudioDevices devices, String input) throws AlanException {
        boolean file = input != null && input.startsWith(FILE);
        String device = file ? FILE + path(console, input) : input;
        lease = engines.lease(VoiceActivity.class, null, "a microphone");
        try {
            PcmStream microphone = devices.microphone(device, RATE);
            // A file waits until it is read, and may be read while something else is done.
            live = file ? null : new HalfDuplex(microphone);
            meter = new LevelMeter(console.out(), console.terminal() && !file, RATE);
            kept = new KeptStream(console.closing(live == null ? microphone : live), meter);
            utterances = console.closing(lease.engine().listen(files.resample(kept, VoiceActivity.SAMPLE_RATE)));
        } catch (AlanException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private static Path path(Console console, String input) {
        return console.resolve(Path.of(input.substring(FILE.length())));
    }

    /**
     * Waits for a sound file that is not there yet, so that somebody can record it elsewhere.
     *
     * @param console of the command
     * @param input as typed
     */
    static void await(Console console, String input) throws InterruptedException {
        if (input == null || !input.startsWith(FILE) || Files.exists(path(console, input))) {
            return;
        }
        console.out().println(Text.tr("Waiting for the file %s.", path(console, input)));
        long size = -1;
        while (size <= 0 || size != size(path(console, input))) {
            size = size(path(console, input));
            Thread.sleep(PATIENCE_MS);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** {@return whether somebody has spoken and stopped} {@code false} when the microphone has ended. */
    boolean heard() throws AlanException {
        if (live != null) {
            live.hear();
        }
        boolean heard = utterances.next() != null;
        if (live != null) {
            live.ignore();
        }
        meter.clear();
        return heard;
    }

    /** {@return what was heard since {@link #forget}} */
    Pcm kept() {
        return kept.kept();
    }

    /** Forgets what was heard. */
    void forget() {
        kept.forget();
    }

    @Override
    public void close() {
        utterances.close();
        kept.close();
        lease.close();
    }
}
