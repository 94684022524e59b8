package alan.itests;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A turn that was read to its end.
 *
 * @param record of it
 * @param sentences the sound of each sentence, by its text
 * @param failure that ended it; {@code null} if none did
 */
record HeardTurn(TurnRecord record, Map<String, Pcm> sentences, AlanException failure) {
    /** Reads a turn to its end. */
    static HeardTurn of(Turn turn) {
        Map<String, List<float[]>> blocks = new LinkedHashMap<>();
        int rate = 0;
        AlanException failure = null;
        try (turn) {
            for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
                if (event instanceof TurnEvent.Spoken spoken) {
                    rate = spoken.sound().sampleRate();
                    blocks.computeIfAbsent(spoken.text(), text -> new ArrayList<>()).add(spoken.sound().samples());
                }
            }
        } catch (AlanException e) {
            failure = e;
        }
        Map<String, Pcm> sentences = new LinkedHashMap<>();
        for (Map.Entry<String, List<float[]>> each : blocks.entrySet()) {
            sentences.put(each.getKey(), new Pcm(rate, joined(each.getValue())));
        }
        return new HeardTurn(turn.record(), sentences, failure);
    }

    private static float[] joined(List<float[]> blocks) {
        float[] all = new float[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (float[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return all;
    }

    /** {@return the name of the engine that spoke; several where one took another's place} */
    String voice() {
        return record.engines().get("tts");
    }

    /** {@return whether nothing went wrong, not even something that was mended} */
    boolean isUndisturbed() {
        return failure == null && record.events().isEmpty();
    }
}
