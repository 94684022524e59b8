package alan.wyoming;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the events that a server sends. Whatever is {@code null} is left out. */
public final class Events {
    private Events() {}

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode data(String key, String value) {
        return value == null ? data() : data().put(key, value);
    }

    /** {@return that something failed} @param text for people @param code for programs, see {@link ErrorCode} */
    public static WyomingEvent error(String text, String code) {
        return new WyomingEvent(EventType.ERROR, data("text", text).put("code", code));
    }

    /** {@return the answer to a {@code ping}, with its text} @param ping that came @throws WyomingException when its text is none */
    public static WyomingEvent pong(WyomingEvent ping) throws WyomingException {
        return new WyomingEvent(EventType.PONG, data("text", Fields.text(ping, ping.data(), "text")));
    }

    private static ObjectNode format(AudioFormat format) {
        return data().put("rate", format.rate()).put("width", format.width()).put("channels", format.channels());
    }

    /** {@return that sound begins} @param format of it */
    public static WyomingEvent audioStart(AudioFormat format) {
        return new WyomingEvent(EventType.AUDIO_START, format(format));
    }

    /** {@return some sound} @param format of it @param sound whole samples of all channels */
    public static WyomingEvent audioChunk(AudioFormat format, byte[] sound) {
        return new WyomingEvent(EventType.AUDIO_CHUNK, format(format), sound);
    }

    /** {@return that the sound is over} */
    public static WyomingEvent audioStop() {
        return new WyomingEvent(EventType.AUDIO_STOP);
    }

    /** {@return what was said} @param text perhaps nothing @param language ISO 639-1; {@code null} if it is not known */
    public static WyomingEvent transcript(String text, String language) {
        ObjectNode data = data("text", text);
        if (language != null) {
            data.put("language", language);
        }
        return new WyomingEvent(EventType.TRANSCRIPT, data);
    }

    /** {@return that a transcript in pieces begins} @param language ISO 639-1; {@code null} if it is not known yet */
    public static WyomingEvent transcriptStart(String language) {
        return new WyomingEvent(EventType.TRANSCRIPT_START, data("language", language));
    }

    /** {@return a piece of a transcript} @param text with the spaces around it */
    public static WyomingEvent transcriptChunk(String text) {
        return new WyomingEvent(EventType.TRANSCRIPT_CHUNK, data("text", text));
    }

    /** {@return that a transcript in pieces is over} */
    public static WyomingEvent transcriptStop() {
        return new WyomingEvent(EventType.TRANSCRIPT_STOP);
    }

    /** {@return that all of a text in pieces has been spoken} */
    public static WyomingEvent synthesizeStopped() {
        return new WyomingEvent(EventType.SYNTHESIZE_STOPPED);
    }

    /** {@return an answer} @param text of it @param context of the question; {@code null} if it had none */
    public static WyomingEvent handled(String text, ObjectNode context) {
        return answer(EventType.HANDLED, text, context);
    }

    /** {@return that there is no answer} @param text why, for people @param context of the question; {@code null} if it had none */
    public static WyomingEvent notHandled(String text, ObjectNode context) {
        return answer(EventType.NOT_HANDLED, text, context);
    }

    /** {@return that a wake word was said} @param name of it @param milliseconds from the begin of the sound */
    public static WyomingEvent detection(String name, long milliseconds) {
        return new WyomingEvent(EventType.DETECTION, data("name", name).put("timestamp", milliseconds));
    }

    /** {@return that the sound is over, and no wake word was said in it} */
    public static WyomingEvent notDetected() {
        return new WyomingEvent(EventType.NOT_DETECTED);
    }

    /** {@return some sound of a satellite} @param format of it @param sound whole samples @param milliseconds from the begin of the sound */
    public static WyomingEvent audioChunk(AudioFormat format, byte[] sound, long milliseconds) {
        return new WyomingEvent(EventType.AUDIO_CHUNK, format(format).put("timestamp", milliseconds), sound);
    }

    /** {@return that a satellite wants its sound to be understood and answered aloud} @param word that was said; {@code null} if none was */
    public static WyomingEvent runPipeline(String word) {
        ObjectNode data = data().put("start_stage", "asr").put("end_stage", "tts").put("restart_on_end", false);
        if (word != null) {
            data.put("wake_word_name", word);
        }
        return new WyomingEvent(EventType.RUN_PIPELINE, data);
    }

    private static WyomingEvent answer(String type, String text, ObjectNode context) {
        ObjectNode data = data("text", text);
        if (context != null) {
            data.set("context", context);
        }
        return new WyomingEvent(type, data);
    }
}
