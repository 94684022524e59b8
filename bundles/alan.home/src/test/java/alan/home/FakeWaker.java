package alan.home;

import alan.api.AlanException;
import alan.api.engine.EngineInfo;
import alan.api.listen.WakeWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Two wake words: a sample above 0.9 is the first of them, one below -0.9 the second. */
final class FakeWaker implements WakeWord {
    /** Leases and detectors that are not closed. */
    final AtomicInteger open = new AtomicInteger();
    volatile AlanException failure;

    @Override
    public List<Name> names() {
        return List.of(new Name("hey_jarvis", "Hey Jarvis", Set.of("en")), new Name("hola_alan", "Hola Alan", Set.of("es")));
    }

    @Override
    public double threshold() {
        return 0.5;
    }

    @Override
    public Detector open(Set<String> names, double threshold) throws AlanException {
        for (String name : new TreeSet<>(names)) {
            if (names().stream().noneMatch(each -> each.id().equals(name))) {
                throw new AlanException("There is no wake word %s.", name);
            }
        }
        open.incrementAndGet();
        return new Detector() {
            private long heard;

            @Override
            public List<Detection> hear(float[] block) throws AlanException {
                if (failure != null) {
                    throw failure;
                }
                List<Detection> said = new ArrayList<>();
                for (float sample : block) {
                    heard++;
                    String name = sample > 0.9 ? "hey_jarvis" : sample < -0.9 ? "hola_alan" : null;
                    if (name != null && names.contains(name)) {
                        said.add(new Detection(name, heard, 1));
                    }
                }
                return said;
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(Set.of(), List.of("ears"), "cpu", true, Map.of());
    }

    @Override
    public void load() {}

    @Override
    public void unload() {}
}
