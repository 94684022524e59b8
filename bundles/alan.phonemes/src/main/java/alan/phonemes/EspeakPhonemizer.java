package alan.phonemes;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.phonemes.Clause;
import alan.api.phonemes.PhonemeReader;
import alan.api.phonemes.Phonemizer;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** espeak-ng, bound through JNA; in memory for as long as somebody uses it. */
@Component(name = "alan.phonemes")
public final class EspeakPhonemizer implements Phonemizer {
    private final Path cache;
    private Espeak espeak;
    private int uses;

    /** @param context knows the folder for espeak-ng's files */
    @Activate
    public EspeakPhonemizer(BundleContext context) {
        this(Path.of(context.getProperty(Home.DATA)));
    }

    /** @param data Alan's data folder; espeak-ng's files go below {@code cache/} */
    public EspeakPhonemizer(Path data) {
        this.cache = data.resolve("cache");
    }

    @Override
    public synchronized PhonemeReader open() throws AlanException {
        if (espeak == null) {
            espeak = new Espeak(EspeakFiles.unpacked(cache));
        }
        uses++;
        return new Use(espeak);
    }

    /** Frees espeak-ng, whoever still uses it. */
    @Deactivate
    synchronized void stop() {
        uses = 0;
        if (espeak != null) {
            espeak.close();
            espeak = null;
        }
    }

    /** {@return whether espeak-ng is in memory} */
    synchronized boolean started() {
        return espeak != null;
    }

    private synchronized void ended(Espeak used) {
        if (used == espeak && --uses == 0) {
            stop();
        }
    }

    private final class Use implements PhonemeReader {
        private final Espeak used;
        private volatile boolean closed;

        Use(Espeak used) {
            this.used = used;
        }

        @Override
        public List<Clause> read(String voice, String text, boolean tied) throws AlanException {
            if (closed) {
                throw Espeak.unloaded();
            }
            return used.read(voice, text, tied);
        }

        @Override
        public void close() {
            synchronized (EspeakPhonemizer.this) {
                if (!closed) {
                    closed = true;
                    ended(used);
                }
            }
        }
    }
}
