package alan.home.esphome;

import alan.api.AlanException;
import alan.api.audio.Pcm16;
import alan.api.satellite.Satellite;
import alan.esphome.Flags;
import alan.esphome.messages.VoiceAssistantAnnounceFinished;
import alan.esphome.messages.VoiceAssistantAnnounceRequest;
import alan.esphome.messages.VoiceAssistantAudio;
import alan.esphome.messages.VoiceAssistantAudioSettings;
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
    private final Fetcher fetcher = new Fetcher();
    private final Deque<ByteString> waiting = new ArrayDeque<>();
    /** What is to be done after each thing that is being played. */
    private final Deque<Runnable> afterwards = new ArrayDeque<>();
    private boolean asking;
    private boolean accepted;
    private boolean answering;
    private String answer = "";
    private String conversation = "";
    private boolean goesOn;
    /** The end of a run that was given up may still come. */
    private boolean stale;
    private boolean unwanted;

    /** @param out takes what is sent, without waiting @param link what the hub does; gives {@code null} when it has not subscribed */
    VoiceRun(Consumer<Message> out, Supplier<Satellite.Link> link) {
        this.out = out;
        this.link = link;
    }

    private void used(Consumer<Satellite.Link> action) {
        Satellite.Link now = link.get();
        if (now != null) {
            action.accept(now);
        }
    }

    /** Somebody wants to speak. @param phrase that was said; empty for none */
    synchronized void begin(String phrase) {
        fetcher.stop();
        asking = true;
        accepted = false;
        answering = false;
        unwanted = false;
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
        if (!asking) {
            return;
        }
        ByteString data = ByteString.copyFrom(Pcm16.bytes(block));
        if (accepted) {
            send(data);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(data);
        }
    }

    private void send(ByteString data) {
        out.accept(VoiceAssistantAudio.newBuilder().setData(data).build());
    }

    /** The hub listens, or does not. @param listens which of both */
    void accepted(boolean listens) {
        synchronized (this) {
            if (!asking) {
                return;
            }
            if (listens) {
                accepted = true;
                waiting.forEach(this::send);
                waiting.clear();
                return;
            }
            asking = false;
        }
        used(each -> each.failed(new AlanException("The hub could not listen.").getLocalizedMessage()));
    }

    /** Nothing more comes of what was said. */
    synchronized void abort() {
        if (asking) {
            asking = false;
            giveUp();
        }
    }

    /** The answer is not wanted any more: the hub is told to give up, and what it answers all the same is not played. */
    synchronized void drop() {
        fetcher.stop();
        unwanted = true;
        goesOn = false;
        giveUp();
    }

    private void giveUp() {
        stale = true;
        out.accept(VoiceAssistantRequest.newBuilder().setStart(false).build());
    }

    /** How far the hub is. @param event that came */
    void event(VoiceAssistantEventResponse event) {
        switch (event.getEventType()) {
            case VOICE_ASSISTANT_RUN_START -> {
                synchronized (this) {
                    stale = false;
                }
                remember(value(event, "url"));
            }
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
                    goesOn = !unwanted && value(event, "continue_conversation").equals("1");
                }
            }
            case VOICE_ASSISTANT_TTS_START -> used(each -> each.answers(value(event, "text")));
            case VOICE_ASSISTANT_TTS_END -> {
                remember(value(event, "url"));
                answer();
            }
            case VOICE_ASSISTANT_RUN_END -> {
                if (!wasStale() && !isAnswering()) {
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

    /** {@return whether this is the end of a run that was given up, which must not end the one that was begun since} */
    private synchronized boolean wasStale() {
        boolean was = stale;
        stale = false;
        return was;
    }

    private synchronized boolean isAnswering() {
        return answering;
    }

    private synchronized boolean isUnwanted() {
        return unwanted;
    }

    private void heard() {
        synchronized (this) {
            asking = false;
        }
        used(Satellite.Link::heard);
    }

    private void failed(String sentence) {
        LOG.info("The hub could not answer: {}", sentence.replaceAll("\\p{Cntrl}", " "));
        synchronized (this) {
            asking = false;
            goesOn = false;
        }
        used(each -> each.failed(sentence));
    }

    private void answer() {
        String url;
        synchronized (this) {
            if (answering || unwanted || answer.isEmpty()) {
                return;
            }
            answering = true;
            url = answer;
        }
        play(url, () -> {
            out.accept(VoiceAssistantAnnounceFinished.newBuilder().setSuccess(true).build());
            boolean on;
            synchronized (this) {
                on = goesOn;
            }
            if (on) {
                used(Satellite.Link::listen);
            }
        }, failure -> {
            if (!isUnwanted()) {
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
            play(request.getPreannounceMediaId(), () -> { }, failure -> LOG.info("The sound before an announcement is left out"));
        }
        play(request.getMediaId(), () -> {
            out.accept(VoiceAssistantAnnounceFinished.newBuilder().setSuccess(true).build());
            if (request.getStartConversation()) {
                used(Satellite.Link::listen);
            }
        }, failure -> {
            out.accept(VoiceAssistantAnnounceFinished.newBuilder().setSuccess(false).build());
            failed(failure);
        });
    }

    /** Plays something. @param url of it */
    void play(String url) {
        play(url, () -> { }, this::failed);
    }

    /** What was stopped has not failed: the satellite may be in the next turn already, which must not end. */
    private void failed(AlanException failure) {
        if (failure != null) {
            used(each -> each.failed(failure.getLocalizedMessage()));
        }
    }

    private void play(String url, Runnable after, Consumer<AlanException> failure) {
        fetcher.fetch(url, rate -> {
            Satellite.Link now = link.get();
            if (now == null) {
                throw new IllegalStateException("the hub has gone");
            }
            synchronized (afterwards) {
                afterwards.add(after);
            }
            return now.play(rate);
        }, e -> {
            if (e != null) {
                LOG.warn("{}", e.getMessage());
            }
            failure.accept(e);
        });
    }

    /** The next thing has been played. */
    void played() {
        Runnable next;
        synchronized (afterwards) {
            next = afterwards.poll();
        }
        if (next != null) {
            next.run();
        }
    }

    /** Plays nothing more. */
    void stop() {
        synchronized (this) {
            goesOn = false;
        }
        fetcher.stop();
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
