package alan.companion;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.companion.text.SpokenAbbreviations;

/** Speaks one sentence after the other, at one sample rate, with a little silence between them. */
final class Mouth {
    private final AudioFiles audio;
    private final Scope scope;
    private final Stopwatch watch;
    private final double pause;
    private final Listener listener;
    private int rate;
    private int sentences;

    /**
     * @param watch runs while the voice works, and not while the listener has it wait
     * @param pause silence between sentences, in seconds
     */
    Mouth(AudioFiles audio, Scope scope, Stopwatch watch, double pause, Listener listener) {
        this.audio = audio;
        this.scope = scope;
        this.watch = watch;
        this.pause = pause;
        this.listener = listener;
    }

    /** Who hears it. */
    interface Listener {
        /**
         * A block of sound.
         *
         * @param sentence counts from 0; sentences of which no sound was made are not counted
         * @param text of the sentence
         */
        void spoken(int sentence, String text, Pcm block) throws CancelledException;
    }

    /** Speaks a sentence to its end, its abbreviations written out. */
    void speak(TextToSpeech voice, SpeechRequest wanted) throws AlanException, CancelledException {
        SpeechRequest request = new SpeechRequest(
                SpokenAbbreviations.expand(wanted.text(), language(voice, wanted)),
                wanted.engine(), wanted.voice(), wanted.language(), wanted.options());
        watch.start();
        PcmStream made = null;
        PcmStream stream = null;
        try {
            made = scope.open(() -> voice.speak(request));
            stream = atOneRate(made);
            readAll(stream, request.text());
        } finally {
            watch.stop();
            if (stream != null && stream != made) {
                scope.close(stream);
            }
            if (made != null) {
                scope.close(made);
            }
        }
    }

    /** {@return a sentence's language: the one that was named, or the voice's only one; {@code null} if none} */
    private static String language(TextToSpeech engine, SpeechRequest request) {
        if (request.language() != null) {
            return request.language();
        }
        if (request.voice() != null) {
            for (Voice voice : engine.voices()) {
                if (voice.name().equals(request.voice()) && voice.languages().size() == 1) {
                    return voice.languages().iterator().next();
                }
            }
        }
        return null;
    }

    /** The first sentence's rate is everyone's. */
    private PcmStream atOneRate(PcmStream made) throws AlanException, CancelledException {
        if (rate == 0) {
            rate = made.sampleRate();
        }
        return made.sampleRate() == rate ? made : scope.open(() -> audio.resample(made, rate));
    }

    private void readAll(PcmStream stream, String text) throws AlanException, CancelledException {
        boolean begun = false;
        for (float[] block = stream.read(); block != null; block = stream.read()) {
            scope.check();
            if (block.length > 0) {
                watch.stop();
                if (!begun && sentences > 0) {
                    silence(text);
                }
                begun = true;
                listener.spoken(sentences, text, new Pcm(rate, block));
                watch.start();
            }
        }
        scope.check();
        sentences += begun ? 1 : 0;
    }

    /** Comes only when the sentence after it has sound, so that nothing ends in silence. */
    private void silence(String text) throws CancelledException {
        int samples = (int) Math.round(pause * rate);
        if (samples > 0) {
            listener.spoken(sentences, text, new Pcm(rate, new float[samples]));
        }
    }
}
