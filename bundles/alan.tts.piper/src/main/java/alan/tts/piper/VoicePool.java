package alan.tts.piper;

import alan.api.AlanException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The voices in memory. A voice stays while it is spoken with; beyond the limit, the one that was used longest ago goes. */
final class VoicePool implements AutoCloseable {
    private final int most;
    private final int threads;
    private final Map<String, Entry> loaded = new LinkedHashMap<>(8, 0.75f, true);
    private boolean closed;

    /**
     * @param most how many voices stay in memory unused
     * @param threads that compute one sentence
     */
    VoicePool(int most, int threads) {
        this.most = Math.max(1, most);
        this.threads = threads;
    }

    /**
     * Takes a voice, and loads it if it is not loaded.
     *
     * @param voice to speak with
     * @return the voice; the caller closes it
     * @throws AlanException when its network cannot be loaded, or the pool was closed
     */
    synchronized Held take(InstalledVoice voice) throws AlanException {
        if (closed) {
            throw unloaded();
        }
        Entry entry = loaded.get(voice.model());
        if (entry == null) {
            OnnxFile.check(voice.network());
            entry = new Entry(voice, threads);
            loaded.put(voice.model(), entry);
        }
        entry.users++;
        freeUnused();
        return new Held(entry);
    }

    /** {@return the models of the voices in memory, the one used last at the end} */
    synchronized List<String> loaded() {
        return List.copyOf(loaded.keySet());
    }

    /** Frees all voices, also those that are spoken with; that fails then. */
    @Override
    public synchronized void close() {
        closed = true;
        loaded.values().forEach(entry -> entry.network.close());
        loaded.clear();
    }

    /** {@return what a reader is told whose voice has gone} */
    static AlanException unloaded() {
        return new AlanException("The Piper voices were unloaded while they spoke; ask again.");
    }

    private synchronized void giveBack(Entry entry) {
        entry.users--;
        freeUnused();
    }

    private void freeUnused() {
        Iterator<Entry> entries = loaded.values().iterator();
        while (loaded.size() > most && entries.hasNext()) {
            Entry entry = entries.next();
            if (entry.users == 0) {
                entries.remove();
                entry.network.close();
            }
        }
    }

    private static final class Entry {
        private final PiperNetwork network;
        private final float gain;
        private int users;

        Entry(InstalledVoice voice, int threads) throws AlanException {
            network = new PiperNetwork(voice.network(), threads);
            boolean measured = false;
            try {
                gain = Loudness.gain(network, voice.settings());
                measured = true;
            } finally {
                if (!measured) {
                    network.close();
                }
            }
        }
    }

    /** A voice that stays in memory until this is closed. */
    final class Held implements AutoCloseable {
        private final Entry entry;
        private boolean given;

        private Held(Entry entry) {
            this.entry = entry;
        }

        /** {@return by how much its sound is to be made louder} */
        float gain() {
            return entry.gain;
        }

        /** {@return the voice's network} */
        PiperNetwork network() {
            return entry.network;
        }

        @Override
        public void close() {
            synchronized (VoicePool.this) {
                if (!given) {
                    given = true;
                    giveBack(entry);
                }
            }
        }
    }
}
