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
import java.util.stream.Stream;

/**
 * What the backbone knows after it has read a voice's samples and a conversation, kept so that no sentence needs to have them read again: of a
 * conversation that has grown, only what is new is read. What was used longest ago goes when there is too much. Not for several threads.
 */
public final class ContextStates implements AutoCloseable {
    private final CsmConfig config;
    private final Program backbone;
    private final long mostBytes;
    /** The one that was used last is the last. */
    private final Map<Key, Program.State> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** Segments, by what they are. */
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
     * @param mostBytes that are kept; what is asked for is kept in any case
     */
    public ContextStates(CsmConfig config, Program backbone, long mostBytes) {
        this.config = config;
        this.backbone = backbone;
        this.mostBytes = mostBytes;
    }

    /**
     * {@return the state after a voice's samples and a conversation; {@code null} after nothing} It is kept here, and valid until the next call.
     *
     * @param voice its samples; what is known after these alone is kept, too, because every conversation begins with it
     * @param conversation after them
     * @throws AlanException when they cannot be read
     */
    public Program.State of(List<Segment> voice, List<Segment> conversation) throws AlanException {
        List<Segment> all = join(voice, conversation);
        Program.State state = null;
        int read = all.size();
        while (read > 0 && state == null) {
            state = kept.get(key(all.subList(0, read)));
            read -= state == null ? 1 : 0;
        }
        if (read < voice.size()) {
            state = readOn(state, all, read, voice.size());
            read = voice.size();
        }
        if (read < all.size()) {
            Program.State before = state;
            state = readOn(before, all, read, all.size());
            // Nobody asks for the shorter conversation again, but others begin with the voice.
            if (read > voice.size()) {
                kept.remove(key(all.subList(0, read)));
                before.close();
            }
        }
        makeRoom();
        return state;
    }

    private static List<Segment> join(List<Segment> voice, List<Segment> conversation) {
        return Stream.concat(voice.stream(), conversation.stream()).toList();
    }

    private Key key(List<Segment> segments) {
        return new Key(Prompt.of(segments, config.codebooks()));
    }

    /**
     * Reads segment by segment, and not as many positions at once as possible: so what is computed does not depend on what had been kept, and the
     * same seed speaks the same.
     */
    private Program.State readOn(Program.State before, List<Segment> all, int from, int to) throws AlanException {
        int positions = all.subList(0, to).stream().mapToInt(Segment::positions).sum();
        Program.State state = before == null ? backbone.state(1, positions) : backbone.join(List.of(before), positions);
        boolean read = false;
        try {
            for (Segment segment : all.subList(from, to)) {
                new PromptReader(config, backbone).read(Prompt.of(List.of(segment), config.codebooks()), state);
            }
            read = true;
        } finally {
            if (!read) {
                state.close();
            }
        }
        kept.put(key(all.subList(0, to)), state);
        return state;
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

    /** Forgets everything, such as when a person's voice may no longer be used. */
    public void forget() {
        kept.values().forEach(Program.State::close);
        kept.clear();
    }

    @Override
    public void close() {
        forget();
    }
}
