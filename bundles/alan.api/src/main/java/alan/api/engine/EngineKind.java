package alan.api.engine;

import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity;
import alan.api.listen.WakeWord;
import alan.api.llm.LanguageModel;
import alan.api.stt.SpeechToText;
import alan.api.text.Text;
import alan.api.tts.TextToSpeech;
import java.util.Locale;
import java.util.Optional;

/** The kinds of engine that there are, and the contract of each. */
public enum EngineKind {
    /** Where somebody speaks. */
    VAD(VoiceActivity.class),
    /** Speech to text. */
    STT(SpeechToText.class),
    /** Language model. */
    LLM(LanguageModel.class),
    /** Text to speech. */
    TTS(TextToSpeech.class),
    /** Who speaks. No turn needs it. */
    SPEAKER(SpeakerEncoder.class),
    /** Whether a wake word was said. No turn needs it. */
    WAKE(WakeWord.class);

    private final Class<? extends Engine> contract;

    EngineKind(Class<? extends Engine> contract) {
        this.contract = contract;
    }

    /** {@return the service interface of this kind} */
    public Class<? extends Engine> contract() {
        return contract;
    }

    /** {@return the name that people and configuration use: {@code stt}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return what it is called in a sentence: {@code speech to text}} */
    public Text title() {
        return switch (this) {
            case VAD -> Text.of("voice activity");
            case STT -> Text.of("speech to text");
            case LLM -> Text.of("language model");
            case TTS -> Text.of("text to speech");
            case SPEAKER -> Text.of("speaker recognition");
            case WAKE -> Text.of("wake word");
        };
    }

    /**
     * {@return the kind of that name, if there is one}
     *
     * @param id such as {@code stt}
     */
    public static Optional<EngineKind> of(String id) {
        for (EngineKind kind : values()) {
            if (kind.id().equalsIgnoreCase(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the kind with that contract}
     *
     * @param contract one of the six service interfaces
     */
    public static EngineKind of(Class<? extends Engine> contract) {
        for (EngineKind kind : values()) {
            if (kind.contract == contract) {
                return kind;
            }
        }
        throw new IllegalArgumentException(contract + " is no engine contract");
    }
}
