package alan.perform;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.perform.Performance;
import alan.api.perform.PerformanceRequest;
import alan.api.perform.Script;
import alan.api.text.Text;
import alan.api.tts.SpeechContext;
import alan.api.tts.SpeechRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A performance: line after line through the companion, then everything into files. */
final class RunningPerformance implements Performance {
    private static final double NANOS = 1e9;

    private final PerformanceRequest request;
    private final Script script;
    private final List<Take> takes;
    private final Companion companion;
    private final AudioFiles files;
    private final LongSupplier clock;
    private final WorkFolder.Found found;
    private final Path folder;
    private PcmStream speaking;
    private boolean closed;

    /**
     * @param takes of the script's lines
     * @param companion speaks them
     * @param files reads and writes sound
     * @param clock in ns, as {@link System#nanoTime}
     * @throws AlanException when what an earlier run left cannot be read
     */
    RunningPerformance(PerformanceRequest request, Script script, List<Take> takes, Companion companion, AudioFiles files, LongSupplier clock)
            throws AlanException {
        this.request = request;
        this.script = script;
        this.takes = takes;
        this.companion = companion;
        this.files = files;
        this.clock = clock;
        this.folder = WorkFolder.of(request.out());
        this.found = request.restart() ? new WorkFolder.Found(0, false) : WorkFolder.look(folder, takes);
    }

    @Override
    public Script script() {
        return script;
    }

    @Override
    public int kept() {
        return found.kept();
    }

    @Override
    public boolean changed() {
        return found.changed();
    }

    @Override
    public Performed run(Consumer<Progress> progress, Consumer<Text> notice) throws AlanException {
        try (WorkFolder work = WorkFolder.open(folder, takes, kept())) {
            speak(work, progress, notice);
            progress.accept(new Progress(takes.size(), takes.size(), null, null));
            Performed performed = new SoundTrack(request, script, takes, files, work).write(this::check);
            if (!request.keep()) {
                work.remove();
            }
            return performed;
        }
    }

    private void speak(WorkFolder work, Consumer<Progress> progress, Consumer<Text> notice) throws AlanException {
        Rehearsed rehearsed = new Rehearsed(takes, files);
        int whole = rehearsed.takeUp(work, work.whole());
        long began = clock.getAsLong();
        int left = takes.stream().skip(whole).mapToInt(take -> take.line().text().length()).sum();
        int spoken = 0;
        for (int i = whole; i < takes.size(); i++) {
            check();
            Take take = takes.get(i);
            double seconds = (clock.getAsLong() - began) / NANOS;
            progress.accept(new Progress(i, takes.size(), take.line(), spoken == 0 ? null : seconds / spoken * left));
            try {
                speak(take, rehearsed, work.file(i), said -> notice.accept(Text.of("Line %d: %s", take.line().number(), said)));
                rehearsed.add(work, i);
            } catch (AlanException e) {
                check();
                throw new AlanException("Line %d could not be spoken: %s", take.line().number(), e.text(), e);
            }
            spoken += take.line().text().length();
            left -= take.line().text().length();
        }
    }

    private void speak(Take take, Rehearsed rehearsed, Path file, Consumer<Text> notice) throws AlanException {
        Map<String, String> options = new HashMap<>(request.options());
        options.put("seed", String.valueOf(take.seed()));
        SpeechRequest wanted = new SpeechRequest(take.line().text(), null, take.role().name(), take.language(), options,
                new SpeechContext(List.of(), rehearsed.before(take)));
        // A mark for each voice, since the register says of a mark whose voice it stands for.
        String work = "performance " + takes.get(0).work() + " " + take.role().name();
        try (PcmStream speech = speaking(companion.say(wanted, work, notice));
                AudioSink sink = files.create(file, speech.sampleRate())) {
            for (float[] block = speech.read(); block != null; block = speech.read()) {
                sink.write(block);
            }
            // A stream that was closed ends as one that is whole does.
            check();
            sink.finish();
        }
    }

    private synchronized PcmStream speaking(PcmStream stream) {
        speaking = stream;
        if (closed) {
            stream.close();
        }
        return stream;
    }

    private synchronized void check() throws AlanException {
        if (closed) {
            throw new AlanException("The performance was stopped; the same command goes on where it was.");
        }
    }

    @Override
    public void close() {
        PcmStream open;
        synchronized (this) {
            closed = true;
            open = speaking;
        }
        if (open != null) {
            open.close();
        }
    }
}
