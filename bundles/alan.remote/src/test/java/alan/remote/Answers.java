package alan.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Answers that are already there, in portions as the network may cut them. */
final class Answers {
    private Answers() {}

    static ByteSource of(String text) {
        return of(List.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return the same, byte by byte} */
    static ByteSource trickled(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<byte[]> single = new ArrayList<>();
        for (byte each : bytes) {
            single.add(new byte[] {each});
        }
        return of(single);
    }

    static ByteSource of(List<byte[]> portions) {
        Iterator<byte[]> each = portions.iterator();
        return new ByteSource(deadline -> each.hasNext() ? each.next() : null, Deadline.in(Duration.ofSeconds(9)), Duration.ofSeconds(9));
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
