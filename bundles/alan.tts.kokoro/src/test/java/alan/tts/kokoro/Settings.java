package alan.tts.kokoro;

import java.lang.annotation.Annotation;

/** A configuration as it would come from a file. */
record Settings(String model, double speed, int threads, String... voices) implements KokoroTextToSpeech.Config {
    static Settings of(String... voices) {
        return new Settings("kokoro-82m", 1, 2, voices);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return KokoroTextToSpeech.Config.class;
    }
}
