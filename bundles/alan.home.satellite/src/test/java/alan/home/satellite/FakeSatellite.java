package alan.home.satellite;

import alan.api.AlanException;
import alan.api.listen.WakeWord;
import alan.api.satellite.Hub;
import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteTimer;
import alan.api.satellite.SatelliteWatcher;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what hubs do with it. */
final class FakeSatellite implements Satellite {
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    volatile Hub hub;

    /** {@return the next thing that was done} */
    String next() throws InterruptedException {
        String next = done.poll(20, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Override
    public Link attach(Hub other) throws AlanException {
        if (hub != null && hub.alive()) {
            throw new AlanException("%s uses this satellite already.", hub.name());
        }
        hub = other;
        done.add("attached");
        return new FakeLink();
    }

    @Override
    public Watching watch(SatelliteWatcher watcher) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SatelliteStatus status() {
        return new SatelliteStatus(SatelliteState.IDLE, false, 1, null, Set.of(), List.of(new SatelliteTimer("7", "pizza", 60, 60, true)), null);
    }

    @Override
    public void mute(boolean muted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void listen() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void volume(double volume) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<WakeWord.Name> wakeWords() {
        return List.of(new WakeWord.Name("hey_jarvis", "Hey Jarvis", Set.of("en")), new WakeWord.Name("hola_alan", "Hola Alan", Set.of()));
    }

    @Override
    public Set<String> activeWakeWords() {
        return Set.of("hey_jarvis");
    }

    @Override
    public void waitFor(Set<String> ids) {
        throw new UnsupportedOperationException();
    }

    private final class FakeLink implements Link {
        @Override
        public void listen() {
            done.add("listen");
        }

        @Override
        public void heard() {
            done.add("heard");
        }

        @Override
        public void understood(String text) {
            done.add("understood " + text);
        }

        @Override
        public void answers(String text) {
            done.add("answers " + text);
        }

        @Override
        public Playback play(int sampleRate) {
            done.add("play " + sampleRate);
            return new Playback() {
                @Override
                public void write(float[] samples) {
                    done.add("write " + samples.length + " of " + samples[0]);
                }

                @Override
                public void awaitRoom() {
                    throw new UnsupportedOperationException("whoever is told of pings cannot wait");
                }

                @Override
                public void end() {
                    done.add("end");
                }
            };
        }

        @Override
        public void quiet() {
            done.add("quiet");
        }

        @Override
        public void done() {
            done.add("done");
        }

        @Override
        public void failed(String sentence) {
            done.add("failed: " + sentence);
        }

        @Override
        public void pause(boolean paused) {
            done.add("pause " + paused);
        }

        @Override
        public void timer(SatelliteTimer timer) {
            done.add("timer " + timer.id() + " " + timer.name() + " " + timer.totalSeconds() + " " + timer.running());
        }

        @Override
        public void timerEnded(String id, boolean finished) {
            done.add("timer " + id + (finished ? " rings" : " is off"));
        }

        @Override
        public void close() {
            done.add("closed");
        }
    }
}
