package alan.esphome;

import alan.api.text.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Frames that everybody can read: a zero, the body's length and the type as protobuf's varints, the body. */
final class PlainFrames implements Frames {
    private final Wire wire;

    PlainFrames(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Frame read() throws IOException, EsphomeException {
        int first = wire.next();
        if (first < 0) {
            return null;
        }
        if (first != Wire.PLAIN) {
            // With the byte of a plain frame, by which a client with a key learns that there is none here.
            byte[] answer = ("\0" + Wire.BAD_INDICATOR).getBytes(StandardCharsets.US_ASCII);
            wire.write(answer);
            throw first == Wire.NOISE
                    ? new EsphomeException(EsphomeException.Reason.ENCRYPTED, Text.of("The client encrypts, and no key is set here."))
                    : Wire.foreign();
        }
        int length = number();
        int type = number();
        return new Frame(type, wire.need(length));
    }

    /** {@return a number that is not larger than any may be here} */
    private int number() throws IOException, EsphomeException {
        int number = 0;
        // Three groups of seven bits hold more than what is allowed.
        for (int shift = 0; shift < 21; shift += 7) {
            int next = wire.need();
            number |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                if (number > Wire.MOST) {
                    break;
                }
                return number;
            }
        }
        throw Wire.tooLarge(Wire.MOST);
    }

    @Override
    public synchronized void write(Frame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(frame.body().length + 7);
        bytes.write(Wire.PLAIN);
        number(bytes, frame.body().length);
        number(bytes, frame.type());
        bytes.writeBytes(frame.body());
        wire.write(bytes.toByteArray());
    }

    private static void number(ByteArrayOutputStream bytes, int number) {
        int rest = number;
        for (; rest > 0x7F; rest >>>= 7) {
            bytes.write(rest & 0x7F | 0x80);
        }
        bytes.write(rest);
    }
}
