package alan.companion;

import alan.api.companion.TurnRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The records of the last turns. */
final class TurnLog {
    private final Deque<TurnRecord> records = new ArrayDeque<>();

    /** @param most records that are kept */
    synchronized void add(TurnRecord record, int most) {
        records.addFirst(record);
        while (records.size() > most) {
            records.removeLast();
        }
    }

    /** {@return the newest first} */
    synchronized List<TurnRecord> recent() {
        return List.copyOf(records);
    }
}
