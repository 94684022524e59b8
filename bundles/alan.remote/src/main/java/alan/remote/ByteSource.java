package alan.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/** The bytes of an answer, one by one or in blocks, each with the patience that the endpoint's settings allow. */
final class ByteSource {
    /** No answer that is read as a whole takes longer, once it has begun. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** How long an end that should be there already is waited for. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final Portions portions;
    private final Duration idle;
    private Deadline deadline;
    private byte[] block = {};
    private int at;
    private boolean ended;

    /** Where bytes come from: {@link Exchange#read}. */
    interface Portions {
        byte[] read(Deadline deadline) throws IOException, TimeoutException, InterruptedException;
    }

    /**
     * @param portions of an answer whose head has come
     * @param first until when the first token or byte must come
     * @param idle how long the answer may pause from then on
     */
    ByteSource(Portions portions, Deadline first, Duration idle) {
        this.portions = portions;
        this.deadline = first;
        this.idle = idle;
    }

    /** Something that counts as progress has come: the time that the answer may pause begins anew. */
    void progress() {
        deadline = Deadline.in(idle);
    }

    /** {@return how long the answer was allowed to pause when it paused too long} */
    Duration patience() {
        return deadline.limit();
    }

    /** Gives what is left less time. @param limit from now */
    void hurry(Duration limit) {
        deadline = Deadline.in(limit);
    }

    private boolean fill() throws IOException, TimeoutException, InterruptedException {
        if (at == block.length && !ended) {
            byte[] next = portions.read(deadline);
            ended = next == null;
            block = ended ? new byte[0] : next;
            at = 0;
        }
        return at < block.length;
    }

    /** {@return the next byte, which stays; -1 at the end} Waits for it. */
    int peek() throws IOException, TimeoutException, InterruptedException {
        return fill() ? block[at] & 0xff : -1;
    }

    /** {@return the next byte; -1 at the end} Waits for it. */
    int read() throws IOException, TimeoutException, InterruptedException {
        return fill() ? block[at++] & 0xff : -1;
    }

    /** {@return whatever has come, at least one byte; {@code null} at the end} Waits for it. */
    byte[] readBlock() throws IOException, TimeoutException, InterruptedException {
        if (!fill()) {
            return null;
        }
        byte[] rest = at == 0 ? block : Arrays.copyOfRange(block, at, block.length);
        at = block.length;
        return rest;
    }

    /**
     * Reads what is left; each portion is progress, but not for ever.
     *
     * @param limit in bytes
     * @return all of it; {@code null} when it is more than the limit
     */
    byte[] readAll(int limit) throws IOException, TimeoutException, InterruptedException {
        return readAll(limit, LONGEST);
    }

    /**
     * Reads what is left; each portion is progress, but not for longer than is said.
     *
     * @param limit in bytes
     * @param longest that it may take
     * @return all of it; {@code null} when it is more than the limit
     */
    byte[] readAll(int limit, Duration longest) throws IOException, TimeoutException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Deadline total = Deadline.in(longest);
        for (byte[] next = readBlock(); next != null; next = readBlock()) {
            if (next.length > limit - all.size()) {
                return null;
            }
            if (total.left() <= 0) {
                throw new TimeoutException();
            }
            all.write(next, 0, next.length);
            progress();
        }
        return all.toByteArray();
    }

    /** Nothing that matters comes any more: waits a moment for the end, since a connection whose answer has ended can be used again. */
    void drain() throws InterruptedException {
        deadline = Deadline.in(MOMENT);
        try {
            while (deadline.left() > 0 && readBlock() != null) {
                // Dropped.
            }
        } catch (IOException | TimeoutException e) {
            // Then it will not be used again.
        }
    }
}
