package alan.companion;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.api.tts.Voice;
import alan.api.watermark.Marker;
import alan.companion.text.SpokenAbbreviations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Speaks one sentence after the other, at one sample rate, with a little silence between them, all of it marked. */
final class Mouth {
    /** Of a sentence, in seconds: what is marked and heard before the rest. */
    private static final double BEGIN = 0.2;

    private final AudioFiles audio;
    private final Scope scope;
    private final Takes takes;
    private final Stopwatch watch;
    private final double pause;
    private final Marking marking;
    private final Listener listener;
    private Marker marker;
    private int rate;
    private int sentences;

    /**
     * @param takes has the voice speak
     * @param watch runs while the voice works, and not while the listener has it wait
     * @param pause silence between sentences, in seconds
     * @param marking starts to mark what is spoken, before any of it is heard
     */
    Mouth(AudioFiles audio, Scope scope, Takes takes, Stopwatch watch, double pause, Marking marking, Listener listener) {
        this.audio = audio;
        this.scope = scope;
        this.takes = takes;
        this.watch = watch;
        this.pause = pause;
        this.marking = marking;
        this.listener = listener;
    }

    /** Starts to mark sound of a rate, in Hz. */
    interface Marking {
        Marker begin(int sampleRate) throws AlanException;
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

    /** Speaks a sentence to its end, its abbreviations written out. @return its sound, before it was marked */
    Pcm speak(TextToSpeech voice, SpeechRequest wanted) throws AlanException, CancelledException {
        SpeechRequest request = new SpeechRequest(
                SpokenAbbreviations.expand(wanted.text(), language(voice, wanted)),
                wanted.engine(), wanted.voice(), wanted.language(), wanted.options(), wanted.context());
        watch.start();
        PcmStream made = null;
        PcmStream stream = null;
        try {
            made = takes.speak(voice, request);
            stream = atOneRate(made);
            return readAll(stream, request.text());
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

    private Pcm readAll(PcmStream stream, String text) throws AlanException, CancelledException {
        List<float[]> unmarked = new ArrayList<>();
        try {
            for (float[] block = stream.read(); block != null; block = stream.read()) {
                scope.check();
                if (block.length > 0) {
                    watch.stop();
                    mark(text, block, unmarked.isEmpty());
                    unmarked.add(block);
                    watch.start();
                }
            }
        } finally {
            // The next sentence may be long in coming, and what was made of one that failed is heard to its end.
            watch.stop();
            if (!unmarked.isEmpty()) {
                say(text, marker.finish());
            }
        }
        scope.check();
        sentences += unmarked.isEmpty() ? 0 : 1;
        return joined(unmarked);
    }

    private void mark(String text, float[] block, boolean first) throws AlanException, CancelledException {
        if (marker == null) {
            marker = marking.begin(rate);
        }
        if (first && sentences > 0) {
            // Comes only when the sentence after it has sound, so that nothing ends in silence.
            say(text, marker.next(new float[(int) Math.round(pause * rate)]));
        }
        // All of a sentence may come at once, and takes some milliseconds to be marked: its beginning need not wait for its end.
        int begin = Math.min(block.length, first ? (int) (BEGIN * rate) : 0);
        say(text, marker.next(Arrays.copyOf(block, begin)));
        say(text, marker.next(Arrays.copyOfRange(block, begin, block.length)));
    }

    private void say(String text, float[] samples) throws CancelledException {
        if (samples.length > 0) {
            listener.spoken(sentences, text, new Pcm(rate, samples));
        }
    }

    private Pcm joined(List<float[]> blocks) {
        float[] all = new float[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (float[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return new Pcm(rate, all);
    }
}
