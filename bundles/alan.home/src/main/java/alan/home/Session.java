package alan.home;

import alan.api.listen.WakeWord;
import alan.api.text.Text;
import alan.wyoming.AudioFormat;
import alan.wyoming.Detect;
import alan.wyoming.ErrorCode;
import alan.wyoming.EventType;
import alan.wyoming.Events;
import alan.wyoming.Question;
import alan.wyoming.SoundFrames;
import alan.wyoming.Synthesize;
import alan.wyoming.Transcribe;
import alan.wyoming.WyomingEvent;
import alan.wyoming.WyomingException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes requests of the events of one connection. For one thread. What a server does not know it drops, as the protocol wants. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int LONGEST_CONVERSATION = 200;

    private final Faculties faculties;
    private final Requests requests;
    private final Consumer<WyomingEvent> answers;
    private boolean listening;
    private String language;
    private SoundBuffer sound;
    private Foresight foresight;
    private SpeakingAlong along;
    private Waking waking;

    /**
     * @param faculties that requests are served with
     * @param requests takes those that are complete
     * @param answers takes what is answered at once
     */
    Session(Faculties faculties, Requests requests, Consumer<WyomingEvent> answers) {
        this.faculties = faculties;
        this.requests = requests;
        this.answers = answers;
    }

    /** Takes requests. */
    interface Requests {
        /** @throws WyomingException when there are too many */
        void submit(Work work) throws WyomingException;
    }

    /** Takes the next event. @throws WyomingException when it makes no sense, or asks for too much */
    void accept(WyomingEvent event) throws WyomingException {
        switch (event.type()) {
            case EventType.PING -> answers.accept(Events.pong(event));
            case EventType.DESCRIBE -> requests.submit(new Describing(faculties));
            case EventType.TRANSCRIBE -> listen(Transcribe.of(event).language());
            case EventType.AUDIO_START -> begin(AudioFormat.of(event));
            case EventType.AUDIO_CHUNK -> hear(event);
            case EventType.AUDIO_STOP -> transcribe();
            case EventType.TRANSCRIPT -> requests.submit(new Answering(faculties, question(event)));
            case EventType.SYNTHESIZE -> speak(event);
            case EventType.SYNTHESIZE_START -> speakAlong(event);
            case EventType.SYNTHESIZE_CHUNK -> along().add(Synthesize.chunk(event));
            case EventType.SYNTHESIZE_STOP -> endAlong();
            case EventType.DETECT -> wake(Detect.of(event));
            default -> LOG.debug("Not known here, and dropped: {}", event.type());
        }
    }

    /** {@return the service that an event is meant for; {@code null} for what is none} @param type of the event */
    String service(String type) {
        return switch (type) {
            case EventType.TRANSCRIBE -> "asr";
            case EventType.AUDIO_START, EventType.AUDIO_CHUNK, EventType.AUDIO_STOP -> waking == null ? "asr" : "wake";
            case EventType.TRANSCRIPT -> "handle";
            case EventType.SYNTHESIZE, EventType.SYNTHESIZE_START, EventType.SYNTHESIZE_CHUNK, EventType.SYNTHESIZE_STOP -> "tts";
            case EventType.DETECT -> "wake";
            default -> null;
        };
    }

    private void wake(Detect wanted) throws WyomingException {
        close();
        listening = false;
        waking = new Waking(faculties.ears(), wanted);
    }

    private void listen(String spoken) {
        close();
        listening = true;
        language = spoken;
    }

    /** Without {@code transcribe} before it, sound is to be written down all the same, in whichever language it is. */
    private void begin(AudioFormat format) throws WyomingException {
        if (waking != null) {
            waking.begin(format);
            return;
        }
        if (!listening || sound != null) {
            listen(listening ? language : null);
        }
        faculties.ears().rouse();
        sound = new SoundBuffer(format, faculties.settings().seconds(), faculties.memory());
        foresight = Foresight.open(faculties, requests, sound, language);
    }

    private void hear(WyomingEvent event) throws WyomingException {
        AudioFormat format = AudioFormat.of(event);
        if (waking != null) {
            waking.hear(format, event.payload(), requests);
            return;
        }
        if (sound == null) {
            if (!listening) {
                throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("There is sound before the event audio-start."));
            }
            begin(format);
        }
        short[] samples = sound.add(format, event.payload());
        if (foresight != null) {
            foresight.hear(samples);
        }
    }

    private void transcribe() throws WyomingException {
        if (waking != null) {
            waking.end(requests);
            close();
            return;
        }
        if (sound == null && listening) {
            // Somebody has said nothing, and waits to be told so.
            begin(SoundFrames.format(WakeWord.SAMPLE_RATE));
        }
        if (sound != null) {
            Hearing hearing = new Hearing(faculties, sound, language, foresight == null ? null : foresight.end());
            sound = null;
            foresight = null;
            listening = false;
            requests.submit(hearing);
        }
    }

    private static Question question(WyomingEvent event) throws WyomingException {
        Question question = Question.of(event);
        if (question.conversation() != null && question.conversation().length() > LONGEST_CONVERSATION) {
            throw new WyomingException(ErrorCode.TOO_LARGE,
                    Text.of("The id of the conversation is longer than %d characters.", LONGEST_CONVERSATION));
        }
        return question;
    }

    /** While a text comes in pieces, all of it comes as well, for servers that know no pieces. */
    private void speak(WyomingEvent event) throws WyomingException {
        Synthesize wanted = Synthesize.of(event);
        if (along == null) {
            requests.submit(new Speaking(faculties, wanted));
        }
    }

    private void speakAlong(WyomingEvent event) throws WyomingException {
        if (along != null) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("A text begins before the one before it has ended."));
        }
        along = new SpeakingAlong(faculties, Synthesize.of(event));
        requests.submit(along);
    }

    private SpeakingAlong along() throws WyomingException {
        if (along == null) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("There is some of a text before the event synthesize-start."));
        }
        return along;
    }

    private void endAlong() {
        if (along != null) {
            along.end();
            along = null;
        }
    }

    /** Forgets sound that came, and listens no more. */
    @Override
    public void close() {
        if (waking != null) {
            waking.close();
            waking = null;
        }
        if (sound != null) {
            sound.close();
            sound = null;
        }
        if (foresight != null) {
            foresight.close();
            foresight = null;
        }
    }
}
