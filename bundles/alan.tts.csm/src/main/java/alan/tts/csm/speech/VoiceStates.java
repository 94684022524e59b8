package alan.tts.csm.speech;

import alan.api.AlanException;
import alan.tts.csm.checkpoint.CsmConfig;
import alan.tts.csm.generate.PromptReader;
import alan.tts.csm.prompt.Prompt;
import alan.tts.csm.prompt.Segment;
import alan.tts.csm.tensor.Program;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the backbone knows of voices after it has read their samples, kept so that no sentence needs to have them read again. What was used longest
 * ago goes when there is too much. Not for several threads.
 */
public final class VoiceStates implements AutoCloseable {
    private final CsmConfig config;
    private final Program backbone;
    private final long mostBytes;
    /** The one that was used last is the last. */
    private final Map<Key, Program.State> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** Samples, by what they are. */
    private record Key(Prompt prompt) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(key.prompt.text(), prompt.text()) && Arrays.equals(key.prompt.codes(), prompt.codes())
                    && Arrays.equals(key.prompt.isSound(), prompt.isSound());
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(prompt.text()) + Arrays.hashCode(prompt.codes());
        }
    }

    /**
     * @param config of the model
     * @param backbone {@link alan.tts.csm.network.Backbone}, ready
     * @param mostBytes that are kept; the voice that is asked for is kept in any case
     */
    public VoiceStates(CsmConfig config, Program backbone, long mostBytes) {
        this.config = config;
        this.backbone = backbone;
        this.mostBytes = mostBytes;
    }

    /**
     * {@return the state after a voice's samples; {@code null} for a voice without any} It is kept here, and valid until the next call.
     *
     * @param voice its samples
     * @throws AlanException when they cannot be read
     */
    public Program.State of(List<Segment> voice) throws AlanException {
        if (voice.isEmpty()) {
            return null;
        }
        Key key = new Key(Prompt.of(voice, config.codebooks()));
        Program.State state = kept.get(key);
        if (state == null) {
            state = read(key.prompt());
            kept.put(key, state);
            makeRoom();
        }
        return state;
    }

    private Program.State read(Prompt prompt) throws AlanException {
        Program.State state = backbone.state(1, prompt.positions());
        boolean read = false;
        try {
            new PromptReader(config, backbone).read(prompt, state);
            read = true;
            return state;
        } finally {
            if (!read) {
                state.close();
            }
        }
    }

    private void makeRoom() {
        Iterator<Program.State> oldest = kept.values().iterator();
        while (bytes() > mostBytes && kept.size() > 1) {
            oldest.next().close();
            oldest.remove();
        }
    }

    /** {@return bytes that are kept} */
    public long bytes() {
        return kept.values().stream().mapToLong(Program.State::bytes).sum();
    }

    @Override
    public void close() {
        kept.values().forEach(Program.State::close);
        kept.clear();
    }
}
