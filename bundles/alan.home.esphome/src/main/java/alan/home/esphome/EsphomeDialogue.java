package alan.home.esphome;

import alan.api.AlanException;
import alan.api.listen.WakeWord;
import alan.api.satellite.Hub;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteTimer;
import alan.esphome.messages.MediaPlayerCommand;
import alan.esphome.messages.MediaPlayerCommandRequest;
import alan.esphome.messages.MediaPlayerState;
import alan.esphome.messages.MediaPlayerStateResponse;
import alan.esphome.messages.SubscribeStatesRequest;
import alan.esphome.messages.SubscribeVoiceAssistantRequest;
import alan.esphome.messages.SwitchCommandRequest;
import alan.esphome.messages.SwitchStateResponse;
import alan.esphome.messages.VoiceAssistantAnnounceRequest;
import alan.esphome.messages.VoiceAssistantConfigurationRequest;
import alan.esphome.messages.VoiceAssistantConfigurationResponse;
import alan.esphome.messages.VoiceAssistantEventResponse;
import alan.esphome.messages.VoiceAssistantResponse;
import alan.esphome.messages.VoiceAssistantSetConfiguration;
import alan.esphome.messages.VoiceAssistantTimerEventResponse;
import alan.esphome.messages.VoiceAssistantWakeWord;
import com.google.protobuf.Message;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a hub and the satellite say to each other on one connection. Messages come from one thread; the satellite tells from threads of its own. */
final class EsphomeDialogue implements Hub, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EsphomeDialogue.class);
    private static final double STEP = 0.05;

    private final Satellite satellite;
    private final String client;
    private final BooleanSupplier alive;
    private final Consumer<Message> out;
    private final Runnable hangUp;
    private final VoiceRun run;
    private volatile Satellite.Link link;
    private volatile boolean states;

    /**
     * @param satellite that is used
     * @param client the hub's address and port
     * @param alive whether it is there, as far as can be seen
     * @param out takes what is sent, without waiting
     * @param hangUp closes the connection
     */
    EsphomeDialogue(Satellite satellite, String client, BooleanSupplier alive, Consumer<Message> out, Runnable hangUp) {
        this.satellite = satellite;
        this.client = client;
        this.alive = alive;
        this.out = out;
        this.hangUp = hangUp;
        this.run = new VoiceRun(out, () -> link);
    }

    /** Takes the next message. @param message that is nothing formal */
    void accept(Message message) {
        if (message instanceof SubscribeStatesRequest) {
            states = true;
            tellStates(satellite.status());
        } else if (message instanceof SwitchCommandRequest command && command.getKey() == DeviceMaker.MUTE) {
            satellite.mute(command.getState());
        } else if (message instanceof MediaPlayerCommandRequest command && command.getKey() == DeviceMaker.PLAYER) {
            play(command);
        } else if (message instanceof SubscribeVoiceAssistantRequest request) {
            subscribe(request.getSubscribe());
        } else if (message instanceof VoiceAssistantConfigurationRequest) {
            configuration();
        } else if (message instanceof VoiceAssistantSetConfiguration wanted) {
            waitFor(new LinkedHashSet<>(wanted.getActiveWakeWordsList()));
        } else if (message instanceof VoiceAssistantResponse response) {
            run.accepted(!response.getError());
        } else if (message instanceof VoiceAssistantEventResponse event) {
            run.event(event);
        } else if (message instanceof VoiceAssistantAnnounceRequest request) {
            run.announce(request);
        } else if (message instanceof VoiceAssistantTimerEventResponse event) {
            timer(event);
        } else {
            LOG.debug("Not for a satellite, and dropped: {}", message.getDescriptorForType().getName());
        }
    }

    private void subscribe(boolean wanted) {
        if (!wanted) {
            detach();
        } else if (link == null) {
            try {
                link = satellite.attach(this);
                LOG.info("{} uses this satellite", client);
            } catch (AlanException e) {
                LOG.warn("{}: {}", client, e.getMessage());
                hangUp.run();
            }
        }
    }

    private void play(MediaPlayerCommandRequest command) {
        if (command.getHasVolume()) {
            satellite.volume(command.getVolume());
        }
        if (command.getHasMediaUrl()) {
            run.play(command.getMediaUrl());
        }
        if (command.getHasCommand()) {
            MediaPlayerCommand wanted = command.getCommand();
            switch (wanted) {
                case MEDIA_PLAYER_COMMAND_STOP -> {
                    run.stop();
                    satellite.stop();
                }
                case MEDIA_PLAYER_COMMAND_VOLUME_UP -> satellite.volume(satellite.status().volume() + STEP);
                case MEDIA_PLAYER_COMMAND_VOLUME_DOWN -> satellite.volume(satellite.status().volume() - STEP);
                default -> LOG.debug("The player does not {}", wanted);
            }
        }
    }

    private void configuration() {
        VoiceAssistantConfigurationResponse.Builder answer = VoiceAssistantConfigurationResponse.newBuilder();
        for (WakeWord.Name word : satellite.wakeWords()) {
            answer.addAvailableWakeWords(
                    VoiceAssistantWakeWord.newBuilder().setId(word.id()).setWakeWord(word.phrase()).addAllTrainedLanguages(word.languages().stream().sorted().toList()));
        }
        out.accept(answer.addAllActiveWakeWords(satellite.activeWakeWords()).setMaxActiveWakeWords(answer.getAvailableWakeWordsCount()).build());
    }

    private void waitFor(Set<String> ids) {
        try {
            satellite.waitFor(ids);
        } catch (AlanException e) {
            LOG.warn("{} wants other wake words: {}", client, e.getMessage());
        }
    }

    private void timer(VoiceAssistantTimerEventResponse event) {
        Satellite.Link now = link;
        if (now == null) {
            return;
        }
        switch (event.getEventType()) {
            case VOICE_ASSISTANT_TIMER_CANCELLED -> now.timerEnded(event.getTimerId(), false);
            case VOICE_ASSISTANT_TIMER_FINISHED -> now.timerEnded(event.getTimerId(), true);
            default -> now.timer(new SatelliteTimer(event.getTimerId(), event.getName().isEmpty() ? null : event.getName(), event.getTotalSeconds(), event.getSecondsLeft(),
                    event.getIsActive()));
        }
    }

    /** Tells the hub how the switch and the player stand, if it wants to know. @param status of the satellite */
    void tellStates(SatelliteStatus status) {
        if (states) {
            out.accept(SwitchStateResponse.newBuilder().setKey(DeviceMaker.MUTE).setState(status.muted()).build());
            boolean playing = status.state() == SatelliteState.SPEAKING || status.state() == SatelliteState.RINGING;
            out.accept(MediaPlayerStateResponse.newBuilder().setKey(DeviceMaker.PLAYER).setVolume((float) status.volume())
                    .setState(playing ? MediaPlayerState.MEDIA_PLAYER_STATE_PLAYING : MediaPlayerState.MEDIA_PLAYER_STATE_IDLE).build());
        }
    }

    @Override
    public String name() {
        return client;
    }

    @Override
    public String host() {
        return client.substring(0, client.lastIndexOf(':'));
    }

    @Override
    public boolean alive() {
        return alive.getAsBoolean();
    }

    @Override
    public void woken(WakeWord.Name word) {
        run.begin(word == null ? "" : word.phrase());
    }

    @Override
    public void sound(float[] block) {
        run.sound(block);
    }

    @Override
    public void unheard() {
        run.abort();
    }

    @Override
    public void unwanted() {
        run.drop();
    }

    @Override
    public void stopped() {
        run.stop();
    }

    @Override
    public void late() {
        run.drop();
    }

    @Override
    public void played() {
        run.played();
    }

    @Override
    public void replaced() {
        hangUp.run();
    }

    private void detach() {
        Satellite.Link last = link;
        link = null;
        run.stop();
        if (last != null) {
            last.close();
            LOG.info("{} uses this satellite no more", client);
        }
    }

    /** The hub has gone. */
    @Override
    public void close() {
        detach();
        run.close();
    }
}
