package alan.stt.whisper;

import java.lang.annotation.Annotation;

/** A configuration as it would come from a file. */
record Settings(String model, int threads, int beam, String... languages) implements WhisperSpeechToText.Config {
    static Settings of(String model) {
        return new Settings(model, 0, 1);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return WhisperSpeechToText.Config.class;
    }
}
