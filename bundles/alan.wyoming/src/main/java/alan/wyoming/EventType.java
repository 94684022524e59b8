package alan.wyoming;

/** Types of events that Alan reads or writes. */
public final class EventType {
    /** What services are there? */
    public static final String DESCRIBE = "describe";
    /** The services. */
    public static final String INFO = "info";
    /** Is anybody there? */
    public static final String PING = "ping";
    /** Yes. */
    public static final String PONG = "pong";
    /** Something failed. */
    public static final String ERROR = "error";
    /** Sound begins. */
    public static final String AUDIO_START = "audio-start";
    /** Some of the sound. */
    public static final String AUDIO_CHUNK = "audio-chunk";
    /** The sound is over. */
    public static final String AUDIO_STOP = "audio-stop";
    /** Sound that follows is to be written down. */
    public static final String TRANSCRIBE = "transcribe";
    /** What was said; from a client, a question. */
    public static final String TRANSCRIPT = "transcript";
    /** A transcript in pieces begins. */
    public static final String TRANSCRIPT_START = "transcript-start";
    /** A piece of it. */
    public static final String TRANSCRIPT_CHUNK = "transcript-chunk";
    /** It is over. */
    public static final String TRANSCRIPT_STOP = "transcript-stop";
    /** A text is to be spoken. */
    public static final String SYNTHESIZE = "synthesize";
    /** A text in pieces that is to be spoken begins. */
    public static final String SYNTHESIZE_START = "synthesize-start";
    /** A piece of it. */
    public static final String SYNTHESIZE_CHUNK = "synthesize-chunk";
    /** It is over. */
    public static final String SYNTHESIZE_STOP = "synthesize-stop";
    /** All of it has been spoken. */
    public static final String SYNTHESIZE_STOPPED = "synthesize-stopped";
    /** The answer to a question. */
    public static final String HANDLED = "handled";
    /** Why a question has no answer. */
    public static final String NOT_HANDLED = "not-handled";
    /** A wake word is to be waited for. */
    public static final String DETECT = "detect";
    /** It was said. */
    public static final String DETECTION = "detection";
    /** It was not. */
    public static final String NOT_DETECTED = "not-detected";

    /** A hub is ready for what a satellite hears. */
    public static final String RUN_SATELLITE = "run-satellite";
    /** A hub wants to hear nothing. */
    public static final String PAUSE_SATELLITE = "pause-satellite";
    /** A satellite wants to be answered. */
    public static final String RUN_PIPELINE = "run-pipeline";
    /** A satellite's sound begins to come. */
    public static final String STREAMING_STARTED = "streaming-started";
    /** It comes no more. */
    public static final String STREAMING_STOPPED = "streaming-stopped";
    /** Somebody has stopped to speak. */
    public static final String VOICE_STOPPED = "voice-stopped";
    /** A satellite has played what it was given. */
    public static final String PLAYED = "played";
    /** A timer was started. */
    public static final String TIMER_STARTED = "timer-started";
    /** A timer has changed. */
    public static final String TIMER_UPDATED = "timer-updated";
    /** A timer is no more. */
    public static final String TIMER_CANCELLED = "timer-cancelled";
    /** A timer is over. */
    public static final String TIMER_FINISHED = "timer-finished";

    private EventType() {}
}
