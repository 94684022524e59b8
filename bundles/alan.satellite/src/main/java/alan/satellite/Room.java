package alan.satellite;

import alan.api.AlanException;
import alan.api.audio.PcmStream;
import alan.api.listen.WakeWord;
import alan.api.satellite.Hub;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteTimer;
import alan.api.satellite.SatelliteWatcher;
import alan.api.satellite.SatelliteWatcher.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is going on between the microphone, the speaker and the hub. Hubs are told outside the lock, so that they may ask back. */
final class Room implements Satellite, AutoCloseable {
    private static final long MOST_LISTENING = TimeUnit.SECONDS.toNanos(60);
    private static final long MOST_THINKING = TimeUnit.SECONDS.toNanos(120);
    /** About a minute. */
    private static final int MOST_RINGS = 16;

    private final Supplier<List<WakeWord.Name>> words;
    private final Herald herald;
    private final LongSupplier clock;
    private final MuteSwitch muteSwitch;
    private final boolean interruptible;
    private final Loudspeaker loudspeaker;
    private final Map<String, SatelliteTimer> timers = new LinkedHashMap<>();
    private final Map<String, AlanException> problems = new LinkedHashMap<>();
    /** {@code null} exactly while the state is {@link SatelliteState#UNATTACHED}. */
    private Attached attached;
    private SatelliteState state = SatelliteState.UNATTACHED;
    private long since;
    private boolean paused;
    private double volume;
    private Set<String> active;
    private int ringsLeft;
    private PcmStream microphone;
    private boolean closed;

    /** What is to be done with what the microphone hears. */
    enum Attention {
        /** It is for the hub. */
        SEND,
        /** A wake word may be in it. */
        WAIT,
        /** It is dropped. */
        NONE
    }

    /**
     * @param settings what is configured
     * @param speakers that are played on
     * @param words that can be waited for now
     * @param muteSwitch remembers whether the microphone is to be closed
     * @param herald tells what happens
     */
    Room(RoomSettings settings, Loudspeaker.Speakers speakers, Supplier<List<WakeWord.Name>> words, MuteSwitch muteSwitch, Herald herald) {
        this(settings, speakers, words, muteSwitch, herald, System::nanoTime);
    }

    /** For tests, whose time passes faster. @param clock gives nanoseconds */
    Room(RoomSettings settings, Loudspeaker.Speakers speakers, Supplier<List<WakeWord.Name>> words, MuteSwitch muteSwitch, Herald herald, LongSupplier clock) {
        this.clock = clock;
        this.since = clock.getAsLong();
        this.words = words;
        this.herald = herald;
        this.muteSwitch = muteSwitch;
        this.interruptible = settings.interruptible();
        this.active = settings.wakeWords();
        this.loudspeaker = new Loudspeaker(speakers, failure -> problem("speaker", failure));
        volume(settings.volume());
        herald.eachSecond(this::watch);
    }

    @Override
    public Link attach(Hub hub) throws AlanException {
        Attached link = new Attached(hub);
        Attached old;
        synchronized (this) {
            old = attached;
            // Home Assistant pauses the satellite when it loads its integration anew, leaves that connection open for good, and comes by another. Nobody
            // else may open a microphone that was closed so.
            boolean sameAgain = old != null && paused && old.hub.host().equals(hub.host());
            if (old != null && old.hub.alive() && !sameAgain) {
                throw new AlanException("%s uses this satellite already.", old.hub.name());
            }
            attached = link;
            paused = false;
            timers.clear();
            ringsLeft = 0;
            to(SatelliteState.IDLE);
            tell(Kind.ATTACHED, hub.name());
            notifyAll();
        }
        loudspeaker.stop();
        if (old != null) {
            old.hub.replaced();
        }
        return link;
    }

    @Override
    public Watching watch(SatelliteWatcher watcher) {
        return herald.add(watcher);
    }

    @Override
    public synchronized SatelliteStatus status() {
        String problem = problems.values().stream().findFirst().map(AlanException::getLocalizedMessage).orElse(null);
        return new SatelliteStatus(state, muteSwitch.muted(), volume, attached == null ? null : attached.hub.name(), activeWakeWords(), List.copyOf(timers.values()),
                problem);
    }

    @Override
    public void mute(boolean muted) {
        Hub cut = null;
        synchronized (this) {
            if (muteSwitch.muted() == muted) {
                return;
            }
            muteSwitch.set(muted);
            if (muted && state == SatelliteState.LISTENING) {
                cut = attached.hub;
                to(SatelliteState.IDLE);
            }
            tell(muted ? Kind.MUTED : Kind.UNMUTED, null);
            closeUnwanted();
            notifyAll();
        }
        if (cut != null) {
            cut.unheard();
        }
    }

    @Override
    public void listen() {
        Attached link;
        synchronized (this) {
            link = attached;
        }
        if (link != null) {
            link.listen();
        }
    }

    @Override
    public void stop() {
        Hub unheard = null;
        Hub unwanted = null;
        Hub stopped = null;
        synchronized (this) {
            ringsLeft = 0;
            if (state == SatelliteState.LISTENING) {
                unheard = attached.hub;
            } else if (state == SatelliteState.THINKING) {
                unwanted = attached.hub;
            } else if (state == SatelliteState.SPEAKING) {
                stopped = attached.hub;
            }
            if (attached != null) {
                to(SatelliteState.IDLE);
            }
        }
        if (stopped != null) {
            // Before it is told that all has been played, which it may want to go on from.
            stopped.stopped();
        }
        loudspeaker.stop();
        if (unheard != null) {
            unheard.unheard();
        }
        if (unwanted != null) {
            unwanted.unwanted();
        }
    }

    @Override
    public synchronized void volume(double wanted) {
        volume = Math.max(0, Math.min(1, wanted));
        loudspeaker.volume(volume);
        tell(Kind.VOLUME, null);
    }

    @Override
    public List<WakeWord.Name> wakeWords() {
        return words.get();
    }

    @Override
    public synchronized Set<String> activeWakeWords() {
        Set<String> ids = new LinkedHashSet<>();
        words.get().stream().map(WakeWord.Name::id).filter(id -> active.isEmpty() || active.contains(id)).forEach(ids::add);
        return ids;
    }

    @Override
    public void waitFor(Set<String> ids) throws AlanException {
        List<String> known = words.get().stream().map(WakeWord.Name::id).toList();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw new AlanException("There is no wake word '%s' here; there are: %s.", id, String.join(", ", known));
            }
        }
        if (ids.isEmpty()) {
            throw new AlanException("A satellite waits for one wake word at least; choose one, or mute it.");
        }
        synchronized (this) {
            active = Set.copyOf(ids);
        }
    }

    // What the microphone's thread asks and says.

    /** Waits until the microphone is wanted. @return {@code false} when it never will be again */
    synchronized boolean awaitWanted() throws InterruptedException {
        while (!closed && !wanted()) {
            wait();
        }
        return !closed;
    }

    private boolean wanted() {
        return attached != null && !paused && !muteSwitch.muted();
    }

    /** Takes note of the microphone, to close it as soon as it is not wanted any more. @param open the microphone; {@code null} when it is closed */
    synchronized void microphone(PcmStream open) {
        microphone = open;
        closeUnwanted();
    }

    private void closeUnwanted() {
        if (microphone != null && (closed || !wanted())) {
            microphone.close();
        }
    }

    /** {@return what is to be done with what is heard now} */
    synchronized Attention attention() {
        if (!wanted()) {
            return Attention.NONE;
        }
        return switch (state) {
            case LISTENING -> Attention.SEND;
            case IDLE, RINGING -> Attention.WAIT;
            case SPEAKING -> interruptible ? Attention.WAIT : Attention.NONE;
            default -> Attention.NONE;
        };
    }

    /** Sends a piece of what is said. */
    void said(float[] block) {
        Hub hub;
        synchronized (this) {
            hub = state == SatelliteState.LISTENING && wanted() ? attached.hub : null;
        }
        if (hub != null) {
            hub.sound(block);
        }
    }

    /** A wake word was said. @param id of it */
    void woken(String id) {
        Hub hub = null;
        synchronized (this) {
            if (attention() != Attention.WAIT) {
                return;
            }
            tell(Kind.WOKEN, id);
            if (state == SatelliteState.RINGING) {
                // Whoever speaks to it means the timer.
                ringsLeft = 0;
                to(SatelliteState.IDLE);
            } else {
                to(SatelliteState.LISTENING);
                hub = attached.hub;
            }
        }
        loudspeaker.stop();
        if (hub != null) {
            hub.woken(words.get().stream().filter(word -> word.id().equals(id)).findFirst().orElse(new WakeWord.Name(id, id, Set.of())));
        }
    }

    /** Something does not work, or does again. @param part of the satellite @param why {@code null} if it does */
    synchronized void problem(String part, AlanException why) {
        if (why == null) {
            problems.remove(part);
        } else {
            problems.put(part, why);
        }
    }

    /** The microphone has failed. @param why it did */
    void failed(AlanException why) {
        problem("microphone", why);
        Hub hub;
        synchronized (this) {
            if (state != SatelliteState.LISTENING) {
                return;
            }
            hub = attached.hub;
            to(SatelliteState.IDLE);
        }
        hub.unheard();
    }

    // What happens by itself.

    private void watch() {
        Hub hub;
        synchronized (this) {
            long passed = clock.getAsLong() - since;
            AlanException late;
            if (state == SatelliteState.LISTENING && passed > MOST_LISTENING) {
                late = new AlanException("The hub did not notice the end of what was said.");
            } else if (state == SatelliteState.THINKING && passed > MOST_THINKING) {
                late = new AlanException("The hub did not answer.");
            } else {
                return;
            }
            hub = attached.hub;
            tell(Kind.FAILED, late.getLocalizedMessage());
            to(SatelliteState.IDLE);
        }
        hub.late();
    }

    private void to(SatelliteState next) {
        SatelliteState before = state;
        state = next == SatelliteState.IDLE && ringsLeft > 0 ? SatelliteState.RINGING : next;
        since = clock.getAsLong();
        if (state == before) {
            return;
        }
        switch (state) {
            case LISTENING -> tell(Kind.LISTENING, null);
            case THINKING -> tell(Kind.THINKING, null);
            case SPEAKING -> tell(Kind.SPEAKING, null);
            case IDLE -> tell(Kind.IDLE, null);
            case RINGING -> {
                tell(Kind.RINGING, null);
                ring();
            }
            default -> { }
        }
    }

    private void ring() {
        ringsLeft--;
        Playback bell = loudspeaker.play(Bell.SAMPLE_RATE, this::rung);
        bell.write(Bell.ring());
        bell.end();
    }

    private synchronized void rung() {
        if (state == SatelliteState.RINGING) {
            if (ringsLeft > 0) {
                ring();
            } else {
                to(SatelliteState.IDLE);
            }
        }
    }

    private synchronized void played() {
        if (state == SatelliteState.SPEAKING && !loudspeaker.busy()) {
            to(SatelliteState.IDLE);
        }
    }

    private void tell(Kind kind, String detail) {
        herald.tell(kind, detail, status());
    }

    /** Closes the microphone, and stops what is being played. */
    @Override
    public void close() {
        Attached last;
        synchronized (this) {
            closed = true;
            last = attached;
            attached = null;
            ringsLeft = 0;
            to(SatelliteState.UNATTACHED);
            closeUnwanted();
            notifyAll();
        }
        if (last != null) {
            last.hub.replaced();
        }
        loudspeaker.close();
    }

    /** A hub, for as long as it is the one. */
    private final class Attached implements Link {
        private final Hub hub;

        private Attached(Hub hub) {
            this.hub = hub;
        }

        private boolean isIt() {
            return attached == this;
        }

        @Override
        public void listen() {
            synchronized (Room.this) {
                if (!isIt() || !wanted() || state == SatelliteState.LISTENING) {
                    return;
                }
                to(SatelliteState.LISTENING);
            }
            loudspeaker.stop();
            hub.woken(null);
        }

        @Override
        public void heard() {
            synchronized (Room.this) {
                if (isIt() && state == SatelliteState.LISTENING) {
                    to(SatelliteState.THINKING);
                }
            }
        }

        @Override
        public void understood(String text) {
            report(Kind.UNDERSTOOD, text);
        }

        @Override
        public void answers(String text) {
            report(Kind.ANSWERED, text);
        }

        private void report(Kind kind, String text) {
            synchronized (Room.this) {
                if (isIt()) {
                    tell(kind, text);
                }
            }
        }

        @Override
        public Playback play(int sampleRate) {
            synchronized (Room.this) {
                Playback playback = loudspeaker.play(sampleRate, () -> {
                    played();
                    hub.played();
                });
                if (isIt()) {
                    if (state == SatelliteState.RINGING) {
                        // It has been heard. One that has not begun to ring does so afterwards.
                        ringsLeft = 0;
                    }
                    to(SatelliteState.SPEAKING);
                } else {
                    playback.end();
                }
                return playback;
            }
        }

        @Override
        public void quiet() {
            if (isIt()) {
                loudspeaker.stop();
            }
        }

        @Override
        public void done() {
            synchronized (Room.this) {
                if (isIt() && (state == SatelliteState.LISTENING || state == SatelliteState.THINKING)) {
                    to(SatelliteState.IDLE);
                }
            }
        }

        @Override
        public void failed(String sentence) {
            synchronized (Room.this) {
                if (isIt()) {
                    tell(Kind.FAILED, sentence);
                }
            }
            done();
        }

        @Override
        public void pause(boolean wanted) {
            synchronized (Room.this) {
                if (isIt()) {
                    paused = wanted;
                    if (paused && state == SatelliteState.LISTENING) {
                        to(SatelliteState.IDLE);
                    }
                    closeUnwanted();
                    Room.this.notifyAll();
                }
            }
        }

        @Override
        public void timer(SatelliteTimer timer) {
            synchronized (Room.this) {
                if (isIt()) {
                    timers.put(timer.id(), timer);
                    tell(Kind.TIMER, timer.id());
                }
            }
        }

        @Override
        public void timerEnded(String id, boolean finished) {
            synchronized (Room.this) {
                if (!isIt()) {
                    return;
                }
                timers.remove(id);
                if (!finished) {
                    tell(Kind.TIMER_CANCELLED, id);
                    return;
                }
                ringsLeft = MOST_RINGS;
                if (state == SatelliteState.IDLE) {
                    to(SatelliteState.IDLE);
                } else if (state == SatelliteState.RINGING) {
                    // Another rings: lights show which.
                    tell(Kind.RINGING, null);
                }
            }
        }

        @Override
        public void close() {
            synchronized (Room.this) {
                if (!isIt()) {
                    return;
                }
                attached = null;
                timers.clear();
                ringsLeft = 0;
                to(SatelliteState.UNATTACHED);
                tell(Kind.DETACHED, hub.name());
                closeUnwanted();
            }
            loudspeaker.stop();
        }
    }
}
