package alan.home.satellite;

import alan.api.AlanException;
import alan.api.listen.WakeWord;
import alan.api.satellite.Hub;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteTimer;
import alan.wyoming.AudioFormat;
import alan.wyoming.ErrorCode;
import alan.wyoming.EventType;
import alan.wyoming.Events;
import alan.wyoming.Info;
import alan.wyoming.MonoFrames;
import alan.wyoming.SoundFrames;
import alan.wyoming.TimerEvent;
import alan.wyoming.WyomingEvent;
import alan.wyoming.WyomingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a hub and the satellite say to each other on one connection. Its events come from one thread; the satellite tells from threads of its own. */
final class SatelliteDialogue implements Hub, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SatelliteDialogue.class);
    private static final AudioFormat MICROPHONE = SoundFrames.format(WakeWord.SAMPLE_RATE);

    /** A hub that has not answered by then will not. */
    private static final long MOST_UNWANTED = TimeUnit.SECONDS.toNanos(120);

    private final Satellite satellite;
    private final SatelliteSettings settings;
    private final String client;
    private final BooleanSupplier alive;
    private final Consumer<WyomingEvent> out;
    private final Runnable hangUp;
    private volatile Satellite.Link link;
    private AudioFormat format;
    private MonoFrames frames;
    private Satellite.Playback playback;
    private volatile boolean streaming;
    /** Until when an answer that comes is not played, as of {@link System#nanoTime}; 0 when the next one is. */
    private volatile long unwanted;
    private boolean dropping;
    private long sent;

    /**
     * @param satellite that is used
     * @param settings what is configured
     * @param client the hub's address and port
     * @param alive whether the hub is there, as far as can be seen
     * @param out takes what is sent, without waiting
     * @param hangUp closes the connection
     */
    SatelliteDialogue(Satellite satellite, SatelliteSettings settings, String client, BooleanSupplier alive, Consumer<WyomingEvent> out, Runnable hangUp) {
        this.satellite = satellite;
        this.settings = settings;
        this.client = client;
        this.alive = alive;
        this.out = out;
        this.hangUp = hangUp;
    }

    /** Takes the next event. @param event from the hub @throws WyomingException when it makes no sense */
    void accept(WyomingEvent event) throws WyomingException {
        switch (event.type()) {
            case EventType.PING -> out.accept(Events.pong(event));
            case EventType.DESCRIBE -> out.accept(info());
            case EventType.RUN_SATELLITE -> attach();
            case EventType.PAUSE_SATELLITE -> pause();
            case EventType.RUN_PIPELINE -> used(Satellite.Link::listen);
            case EventType.VOICE_STOPPED -> heard();
            case EventType.TRANSCRIPT -> understood(event.data().path("text").asText(""));
            case EventType.SYNTHESIZE -> used(each -> each.answers(event.data().path("text").asText("")));
            case EventType.AUDIO_START -> begin(AudioFormat.of(event));
            case EventType.AUDIO_CHUNK -> play(event);
            case EventType.AUDIO_STOP -> end();
            case EventType.ERROR -> failed(event.data().path("text").asText(""));
            case EventType.TIMER_STARTED, EventType.TIMER_UPDATED -> timer(TimerEvent.of(event));
            case EventType.TIMER_CANCELLED -> timerEnded(TimerEvent.of(event), false);
            case EventType.TIMER_FINISHED -> timerEnded(TimerEvent.of(event), true);
            default -> LOG.debug("Not for a satellite, and dropped: {}", event.type());
        }
    }

    /** What can be done only with the satellite in hand; without it, nothing is. */
    private void used(Consumer<Satellite.Link> action) {
        Satellite.Link now = link;
        if (now != null) {
            action.accept(now);
        }
    }

    private WyomingEvent info() {
        List<Info.Model> words = satellite.wakeWords().stream().map(this::model).toList();
        Info.Program wake = new Info.Program(artifact("openwakeword", "Wake words", !words.isEmpty()), words, Map.of());
        return new Info.Satellite(artifact(settings.name(), "Alan: a microphone and a speaker", true), wake, List.copyOf(satellite.activeWakeWords())).event();
    }

    private Info.Model model(WakeWord.Name word) {
        Set<String> languages = word.languages().isEmpty() ? Set.of("en") : word.languages();
        return new Info.Model(artifact(word.id(), word.phrase(), true), languages.stream().sorted().toList(), word.phrase());
    }

    private Info.Artifact artifact(String name, String description, boolean installed) {
        return new Info.Artifact(name, description, settings.version(), "Alan", "", installed);
    }

    private void attach() throws WyomingException {
        if (link == null) {
            try {
                link = satellite.attach(this);
            } catch (AlanException e) {
                throw new WyomingException(ErrorCode.BUSY, e.text());
            }
            LOG.info("{} uses this satellite", client);
        } else {
            link.pause(false);
        }
    }

    private void pause() {
        silence();
        used(each -> each.pause(true));
    }

    private void heard() {
        silence();
        used(Satellite.Link::heard);
    }

    private void understood(String text) {
        heard();
        used(each -> each.understood(text));
    }

    private void begin(AudioFormat of) {
        end();
        long until = unwanted;
        unwanted = 0;
        dropping = until != 0 && System.nanoTime() - until < 0;
        if (dropping) {
            return;
        }
        format = of;
        frames = new MonoFrames(of);
        used(each -> {
            silence();
            playback = each.play(of.rate());
        });
    }

    private void play(WyomingEvent event) throws WyomingException {
        if (playback != null) {
            AudioFormat of = AudioFormat.of(event);
            if (!of.equals(format)) {
                begin(of);
            }
            short[] samples = frames.take(event.payload());
            playback.write(MonoFrames.floats(samples, samples.length));
        }
    }

    private void end() {
        if (dropping) {
            dropping = false;
            played();
        }
        if (playback != null) {
            playback.end();
            playback = null;
        }
    }

    private void failed(String sentence) {
        LOG.info("{} could not answer: {}", client, sentence.replaceAll("\\p{Cntrl}", " "));
        silence();
        unwanted = 0;
        // An answer that breaks off has no audio-stop.
        end();
        used(each -> each.failed(sentence));
    }

    private void timer(TimerEvent event) {
        String name = event.name() != null ? event.name()
                : satellite.status().timers().stream().filter(known -> known.id().equals(event.id())).map(SatelliteTimer::name).findFirst().orElse(null);
        used(each -> each.timer(new SatelliteTimer(event.id(), name, event.totalSeconds(), event.totalSeconds(), event.active())));
    }

    private void timerEnded(TimerEvent event, boolean finished) {
        used(each -> each.timerEnded(event.id(), finished));
    }

    /** Says that no more sound comes, if some did. */
    private void silence() {
        boolean was;
        synchronized (this) {
            was = streaming;
            streaming = false;
        }
        if (was) {
            out.accept(Events.audioStop());
            out.accept(new WyomingEvent(EventType.STREAMING_STOPPED));
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
        unwanted = 0;
        synchronized (this) {
            streaming = true;
            sent = 0;
        }
        if (word != null) {
            out.accept(Events.detection(word.id(), 0));
        }
        out.accept(Events.runPipeline(word == null ? null : word.id()));
        out.accept(new WyomingEvent(EventType.STREAMING_STARTED));
    }

    @Override
    public void sound(float[] block) {
        for (int from = 0; from < block.length; from += SoundFrames.MOST) {
            WyomingEvent chunk = SoundFrames.chunk(WakeWord.SAMPLE_RATE, block, from);
            long milliseconds;
            synchronized (this) {
                if (!streaming) {
                    return;
                }
                milliseconds = sent * 1000 / WakeWord.SAMPLE_RATE;
                sent += chunk.payload().length / MICROPHONE.frame();
            }
            out.accept(Events.audioChunk(MICROPHONE, chunk.payload(), milliseconds));
        }
    }

    @Override
    public void unheard() {
        silence();
    }

    /** The protocol cannot tell a hub to give up, so the answer comes nevertheless: it is taken, and said to have been played, which the hub waits for. */
    @Override
    public void unwanted() {
        unwanted = System.nanoTime() + MOST_UNWANTED;
    }

    /** What still comes of it is for a playback that has ended. */
    @Override
    public void stopped() {
        LOG.debug("What {} plays is stopped", client);
    }

    /** The protocol has no word for it, and a hub that hangs goes on hanging; one that is left comes back, and has ended what it did. */
    @Override
    public void late() {
        LOG.warn("{} did not answer in time, and is left, so that it begins anew", client);
        hangUp.run();
    }

    @Override
    public void played() {
        out.accept(new WyomingEvent(EventType.PLAYED));
    }

    @Override
    public void replaced() {
        hangUp.run();
    }

    /** {@return whether the hub uses the satellite} */
    boolean attached() {
        return link != null;
    }

    /** The hub has gone. */
    @Override
    public void close() {
        end();
        used(each -> {
            each.close();
            LOG.info("{} uses this satellite no more", client);
        });
        link = null;
    }
}
