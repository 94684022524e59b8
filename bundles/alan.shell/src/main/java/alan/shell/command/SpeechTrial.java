package alan.shell.command;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.shell.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One engine that speaks one sentence again and again. Of what it took the median counts. */
final class SpeechTrial implements AutoCloseable {
    private final Lease<TextToSpeech> lease;
    private final String name;
    private final SpeechRequest request;
    private final double loading;
    private final List<Turn> turns = new ArrayList<>();

    /** What one turn took, in seconds. @param firstSound until it came @param total until the last came @param sound its length */
    private record Turn(double firstSound, double total, double sound) {}

    private SpeechTrial(Lease<TextToSpeech> lease, SpeechRequest request, double loading) {
        this.lease = lease;
        this.name = lease.name();
        this.request = request;
        this.loading = loading;
    }

    /** {@return a trial of an engine, loaded} @param engines the register @param engine its name @param request what it is to say */
    static SpeechTrial of(Engines engines, String engine, SpeechRequest request) throws AlanException {
        long start = System.nanoTime();
        Lease<TextToSpeech> lease = engines.lease(TextToSpeech.class, engine, request.language(), "alan:bench");
        return new SpeechTrial(lease, request, since(start));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Speaks once. @param counts whether this turn is measured @param console ends it when the person does */
    void speak(boolean counts, Console console) throws AlanException {
        long start = System.nanoTime();
        double first = 0;
        long samples = 0;
        try (PcmStream speech = console.closing(lease.engine().speak(request))) {
            for (float[] block = speech.read(); block != null; block = speech.read()) {
                first = samples == 0 ? since(start) : first;
                samples += block.length;
            }
            if (counts) {
                turns.add(new Turn(first, since(start), samples / (double) speech.sampleRate()));
            }
        }
    }

    private double median(ToDoubleFunction<Turn> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    String name() {
        return name;
    }

    /** {@return seconds until the engine could be used; near 0 if it was loaded already} */
    double loading() {
        return loading;
    }

    /** {@return seconds until the first sound came} */
    double firstSound() {
        return median(Turn::firstSound);
    }

    /** {@return length of the sound in seconds} */
    double sound() {
        return median(Turn::sound);
    }

    /** {@return time that speaking took over the length of the sound} */
    double realTimeFactor() {
        return median(turn -> turn.total() / turn.sound());
    }

    @Override
    public void close() {
        lease.close();
    }
}
