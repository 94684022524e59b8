package alan.home;

import alan.api.text.Text;
import alan.wyoming.ErrorCode;
import alan.wyoming.WyomingException;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections together may keep: sound that came and is not transcribed yet, and sound that was made and is not sent yet. */
final class Memory {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most bytes */
    Memory(long most) {
        this.most = most;
    }

    /** Takes some. @throws WyomingException when there is not that much; nothing is taken then */
    void take(long bytes) throws WyomingException {
        if (taken.addAndGet(bytes) > most) {
            taken.addAndGet(-bytes);
            throw new WyomingException(ErrorCode.BUSY, Text.of("Too much sound is kept already for others; try again in a moment."));
        }
    }

    /** Takes a little, even if there is not that much. */
    void force(long bytes) {
        taken.addAndGet(bytes);
    }

    /** Gives some back. */
    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** {@return bytes that are taken} */
    long taken() {
        return taken.get();
    }
}
