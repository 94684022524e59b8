package alan.home.esphome;

import alan.api.AlanException;
import alan.api.audio.Pcm16;
import alan.api.satellite.Satellite;
import alan.esphome.Flags;
import alan.esphome.messages.VoiceAssistantAnnounceFinished;
import alan.esphome.messages.VoiceAssistantAnnounceRequest;
import alan.esphome.messages.VoiceAssistantAudio;
import alan.esphome.messages.VoiceAssistantAudioSettings;
import alan.esphome.messages.VoiceAssistantEvent;
import alan.esphome.messages.VoiceAssistantEventData;
import alan.esphome.messages.VoiceAssistantEventResponse;
import alan.esphome.messages.VoiceAssistantRequest;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question on its way to the hub, its answer, and announcements. */
final class VoiceRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceRun.class);
    /** Blocks of sound that wait for the hub's word that it listens: some seconds. */
    private static final int MOST_WAITING = 500;

    private final Consumer<Message> out;
    private final Supplier<Satellite.Link> link;
    private final Playing playing;
    /** Sound that the hub is not ready for yet. */
    private final Deque<ByteString> waiting = new ArrayDeque<>();
    private Stage stage = Stage.THINKING;
    /** Address of the answer's sound; empty until it is known. */
    private String answer = "";
    private String conversation = "";
    private boolean goesOn;
    /** The hub has not said that this run has ended. */
    private boolean open;
    /** The hub has not said that the run before this one has ended, which was given up, or which this one took the place of. What it tells is of that one. */
    private boolean stale;

    /** How far a run is. */
    private enum Stage {
        /** The hub has been asked to listen. */
        CALLING,
        /** It does. */
        ASKING,
        /** It has heard enough. */
        THINKING,
        /** Its answer is being fetched, and played. */
        ANSWERING,
        /** It was given up: what the hub answers all the same is not played. */
        GIVEN_UP
    }

    /** @param out takes what is sent, without waiting @param link what the hub does; gives {@code null} when it has not subscribed */
    VoiceRun(Consumer<Message> out, Supplier<Satellite.Link> link) {
        this.out = out;
        this.link = link;
        this.playing = new Playing(link);
    }

    private void used(Consumer<Satellite.Link> action) {
        Satellite.Link now = link.get();
        if (now != null) {
            action.accept(now);
        }
    }

    /** Somebody wants to speak. @param phrase that was said; empty for none */
    synchronized void begin(String phrase) {
        playing.stop();
        stale |= open;
        open = true;
        stage = Stage.CALLING;
        answer = "";
        waiting.clear();
        // A wake word begins something new; who is asked back goes on.
        String continued = goesOn && phrase.isEmpty() ? conversation : "";
        goesOn = false;
        out.accept(VoiceAssistantRequest.newBuilder().setStart(true).setConversationId(continued).setFlags(Flags.REQUEST_USE_VAD).setWakeWordPhrase(phrase)
                .setAudioSettings(VoiceAssistantAudioSettings.newBuilder().setVolumeMultiplier(1)).build());
    }

    /** A piece of what is said. @param block at 16 kHz */
    synchronized void sound(float[] block) {
        if (stage == Stage.ASKING) {
            send(data(block));
        } else if (stage == Stage.CALLING && waiting.size() < MOST_WAITING) {
            waiting.add(data(block));
        }
    }

    private static ByteString data(float[] block) {
        return ByteString.copyFrom(Pcm16.bytes(block));
    }

    private void send(ByteString data) {
        out.accept(VoiceAssistantAudio.newBuilder().setData(data).build());
    }

    /** The hub listens, or does not. @param listens which of both */
    void accepted(boolean listens) {
        synchronized (this) {
            if (!isAsking()) {
                return;
            }
            stage = listens ? Stage.ASKING : Stage.THINKING;
            open = listens;
            if (listens) {
                waiting.forEach(this::send);
                waiting.clear();
                return;
            }
        }
        used(each -> each.failed(new AlanException("The hub could not listen.").getLocalizedMessage()));
    }

    /** Nothing more comes of what was said. */
    synchronized void abort() {
        if (isAsking()) {
            giveUp();
        }
    }

    /** The answer is not wanted any more. */
    synchronized void drop() {
        stop();
        giveUp();
    }

    private boolean isAsking() {
        return stage == Stage.CALLING || stage == Stage.ASKING;
    }

    private void giveUp() {
        stage = Stage.GIVEN_UP;
        stale |= open;
        open = false;
        out.accept(VoiceAssistantRequest.newBuilder().setStart(false).build());
    }

    /** How far the hub is. @param event that came */
    void event(VoiceAssistantEventResponse event) {
        if (isOfAnother(event.getEventType())) {
            LOG.debug("{} of the run before", event.getEventType());
            return;
        }
        switch (event.getEventType()) {
            case VOICE_ASSISTANT_RUN_START -> remember(value(event, "url"));
            case VOICE_ASSISTANT_STT_VAD_END -> heard();
            case VOICE_ASSISTANT_STT_END -> {
                heard();
                used(each -> each.understood(value(event, "text")));
            }
            case VOICE_ASSISTANT_INTENT_PROGRESS -> {
                if (value(event, "tts_start_streaming").equals("1")) {
                    answer();
                }
            }
            case VOICE_ASSISTANT_INTENT_END -> {
                synchronized (this) {
                    conversation = value(event, "conversation_id");
                    goesOn = stage != Stage.GIVEN_UP && value(event, "continue_conversation").equals("1");
                }
            }
            case VOICE_ASSISTANT_TTS_START -> used(each -> each.answers(value(event, "text")));
            case VOICE_ASSISTANT_TTS_END -> {
                remember(value(event, "url"));
                answer();
            }
            case VOICE_ASSISTANT_RUN_END -> {
                synchronized (this) {
                    open = false;
                }
                if (!isIn(Stage.ANSWERING)) {
                    heard();
                    used(Satellite.Link::done);
                }
            }
            case VOICE_ASSISTANT_ERROR -> failed(value(event, "message"));
            default -> LOG.debug("{}", event.getEventType());
        }
    }

    private static String value(VoiceAssistantEventResponse event, String name) {
        return event.getDataList().stream().filter(each -> each.getName().equals(name)).map(VoiceAssistantEventData::getValue).findFirst().orElse("");
    }

    private synchronized void remember(String url) {
        if (!url.isEmpty()) {
            answer = url;
        }
    }

    /** A hub that is asked to listen while a run is open ends that one first: its last words come after the question, and must not end the run that was begun since. */
    private synchronized boolean isOfAnother(VoiceAssistantEvent type) {
        boolean was = stale;
        if (type == VoiceAssistantEvent.VOICE_ASSISTANT_RUN_START) {
            stale = false;
            return false;
        }
        if (type == VoiceAssistantEvent.VOICE_ASSISTANT_RUN_END) {
            stale = false;
        }
        return was;
    }

    private synchronized boolean isIn(Stage which) {
        return stage == which;
    }

    private synchronized void asksNoMore() {
        if (isAsking()) {
            stage = Stage.THINKING;
        }
    }

    private void heard() {
        asksNoMore();
        used(Satellite.Link::heard);
    }

    private void failed(String sentence) {
        LOG.info("The hub could not answer: {}", sentence.replaceAll("\\p{Cntrl}", " "));
        asksNoMore();
        synchronized (this) {
            goesOn = false;
        }
        used(each -> each.failed(sentence));
    }

    private void answer() {
        String url;
        synchronized (this) {
            if (stage == Stage.ANSWERING || stage == Stage.GIVEN_UP || answer.isEmpty()) {
                return;
            }
            stage = Stage.ANSWERING;
            url = answer;
        }
        playing.play(url, whole -> {
            finished(true);
            boolean on;
            synchronized (this) {
                on = goesOn && whole;
            }
            if (on) {
                used(Satellite.Link::listen);
            }
        }, failure -> {
            // The hub waits for this also where nothing was played.
            finished(false);
            if (!isIn(Stage.GIVEN_UP)) {
                failed(failure);
            }
        });
    }

    /** Says something that nobody asked for. @param request what */
    void announce(VoiceAssistantAnnounceRequest request) {
        if (!request.getText().isEmpty()) {
            used(each -> each.answers(request.getText()));
        }
        if (!request.getPreannounceMediaId().isEmpty()) {
            playing.play(request.getPreannounceMediaId(), whole -> { }, failure -> LOG.info("The sound before an announcement is left out"));
        }
        playing.play(request.getMediaId(), whole -> {
            finished(true);
            if (whole && request.getStartConversation()) {
                used(Satellite.Link::listen);
            }
        }, failure -> {
            finished(false);
            failed(failure);
        });
    }

    private void finished(boolean success) {
        out.accept(VoiceAssistantAnnounceFinished.newBuilder().setSuccess(success).build());
    }

    /** Plays something. @param url of it */
    void play(String url) {
        playing.play(url, whole -> { }, this::failed);
    }

    /** What was stopped has not failed: the satellite may be in the next turn already, which must not end. */
    private void failed(AlanException failure) {
        if (failure != null) {
            used(each -> each.failed(failure.getLocalizedMessage()));
        }
    }

    /** The next thing has been played. */
    void played() {
        playing.played();
    }

    /** Plays nothing more. */
    void stop() {
        synchronized (this) {
            goesOn = false;
        }
        playing.stop();
    }

    @Override
    public void close() {
        playing.close();
    }
}
