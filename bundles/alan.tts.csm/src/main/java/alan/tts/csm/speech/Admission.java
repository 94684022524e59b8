package alan.tts.csm.speech;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Who may join those that are speaking. Together they cost less than one after the other, but each makes the others slower. So nobody joins one of
 * which nothing is heard yet, for as long as somebody can be asked to wait, nor when one that is heard would have to pause for it.
 */
final class Admission {
    /** So long a sentence of which nothing is heard yet is left alone. */
    private static final double PATIENCE_SECONDS = 2;
    private static final double NANOS = 1e9;

    private final int most;
    private final Pace pace;
    /** Since when somebody waits to join; 0 if nobody does. */
    private long waiting;

    /** A passage that is let in. @param stream it belongs to @param part the passage */
    record Admitted(CsmStream stream, Part part) {}

    /** @param most passages at the same time @param pace of their frames */
    Admission(int most, Pace pace) {
        this.most = most;
        this.pace = pace;
    }

    /**
     * {@return the passages that start now} @param streams whose passages could, in the order in which they came @param speaking those that are
     * being spoken
     */
    List<Admitted> next(List<CsmStream> streams, Collection<Utterance> speaking) {
        List<Admitted> candidates = candidates(streams, most - speaking.size());
        if (candidates.isEmpty()) {
            waiting = 0;
            return candidates;
        }
        if (waiting == 0) {
            waiting = System.nanoTime();
        }
        int together = speaking.size() + candidates.size();
        boolean patient = (System.nanoTime() - waiting) / NANOS < PATIENCE_SECONDS;
        for (Utterance each : speaking) {
            if (each.hasBegun() ? !each.goesOn(pace, together) : patient) {
                return List.of();
            }
        }
        waiting = 0;
        return candidates;
    }

    /** One of each text in turn, so that a long one does not keep the others out. */
    private static List<Admitted> candidates(List<CsmStream> streams, int room) {
        List<Admitted> candidates = new ArrayList<>();
        for (int depth = 0; candidates.size() < room; depth++) {
            int before = candidates.size();
            for (CsmStream stream : streams) {
                List<Part> parts = stream.startable();
                if (depth < parts.size() && candidates.size() < room) {
                    candidates.add(new Admitted(stream, parts.get(depth)));
                }
            }
            if (candidates.size() == before) {
                break;
            }
        }
        return candidates;
    }
}
