package alan.companion;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Take;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcription;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Has each sentence spoken several times, each time with another seed, listens to what came out, and takes the best. When even that was hardly
 * understood, it is tried once as often again.
 */
final class Takes {
    /** Option of a request: how many. */
    static final String OPTION = "takes";
    private static final String SEED = "seed";
    private static final int MOST = 20;
    /** More wrong letters than this are a failed sentence. */
    private static final double FAILED = 0.5;
    /** Nothing better is to be expected. */
    private static final double GOOD = 0.02;

    private final AudioFiles audio;
    private final Leases leases;
    private final Scope scope;
    private final int count;
    private final Consumer<Take> made;

    private record Sound(Pcm pcm, Take take) {}

    /**
     * @param audio resamples for the engine that listens
     * @param leases takes that engine
     * @param count how many; 1 for none but the one that is heard, to which nobody listens
     * @param made told of each, the chosen one as such
     */
    Takes(AudioFiles audio, Leases leases, Scope scope, int count, Consumer<Take> made) {
        this.audio = audio;
        this.leases = leases;
        this.scope = scope;
        this.count = count;
        this.made = made;
    }

    /** {@return how many takes the options ask for} @param otherwise if they do not @throws AlanException when it is no number from 1 to 20 */
    static int count(Map<String, String> options, int otherwise) throws AlanException {
        String said = options.get(OPTION);
        try {
            int count = said == null ? otherwise : Integer.parseInt(said.strip());
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException e) {
            // The sentence is the same.
        }
        throw new AlanException("A sentence cannot be spoken in \"%s\" takes; give a number from 1 to %s.", said, MOST);
    }

    /** {@return the sound of a sentence; to be closed by the scope} */
    PcmStream speak(TextToSpeech voice, SpeechRequest request) throws AlanException, CancelledException {
        if (count == 1) {
            return scope.open(() -> voice.speak(request));
        }
        long seed = seed(request);
        List<Sound> takes = new ArrayList<>();
        Sound best = null;
        for (int i = 0; i < count || i < 2 * count && best.take().characterErrorRate() > FAILED; i++) {
            Sound take = take(voice, request, seed + i);
            takes.add(take);
            best = best == null || take.take().score() < best.take().score() ? take : best;
            if (best.take().score() <= GOOD) {
                break;
            }
        }
        for (Sound take : takes) {
            made.accept(take == best ? take.take().choose() : take.take());
        }
        Pcm chosen = best.pcm();
        return scope.open(() -> PcmStream.of(chosen));
    }

    private static long seed(SpeechRequest request) throws AlanException {
        String said = request.options().get(SEED);
        try {
            return said == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : Long.parseLong(said.strip());
        } catch (NumberFormatException e) {
            throw new AlanException("The seed \"%s\" is no whole number.", said, e);
        }
    }

    private Sound take(TextToSpeech voice, SpeechRequest request, long seed) throws AlanException, CancelledException {
        Map<String, String> options = new HashMap<>(request.options());
        options.put(SEED, String.valueOf(seed));
        PcmStream stream = scope.open(() -> voice.speak(
                new SpeechRequest(request.text(), request.engine(), request.voice(), request.language(), options, request.context())));
        Pcm sound;
        try {
            sound = stream.readAll();
        } finally {
            scope.close(stream);
        }
        scope.check();
        String heard = sound.samples().length == 0 ? "" : hear(sound, request.language());
        TakeScore score = TakeScore.of(request.text(), heard, sound);
        return new Sound(sound, new Take(request.text(), seed, heard, score.characterErrorRate(), score.seconds(), score.silence(), score.value(), false));
    }

    private String hear(Pcm sound, String language) throws AlanException, CancelledException {
        SpeechToText listener = leases.take(SpeechToText.class, language);
        Transcription transcription = scope.open(() -> listener.transcribe(audio.resample(sound, SpeechToText.SAMPLE_RATE), language));
        try {
            return transcription.readAll().text();
        } finally {
            scope.close(transcription);
        }
    }
}
