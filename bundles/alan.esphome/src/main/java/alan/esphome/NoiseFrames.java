package alan.esphome;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Frames that only client and device can read: a one, the length of what follows (16 bits, big endian), a sealed text. In it are the type and the body's length (likewise), the
 * body, and perhaps padding.
 */
final class NoiseFrames implements Frames {
    /** Bytes of a client's frame during the handshake, at most: what ESPHome allows. */
    static final int MOST_HANDSHAKE = 128;
    /** Bytes of a message's body, at most. */
    static final int MOST_BODY = Wire.MOST - NoiseCipher.TAG - 4;

    private static final byte[] PROLOGUE = "NoiseAPIInit".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final Wire wire;
    private final NoiseCipher theirs;
    private final NoiseCipher ours;

    private NoiseFrames(Wire wire, NoiseCipher theirs, NoiseCipher ours) {
        this.wire = wire;
        this.theirs = theirs;
        this.ours = ours;
    }

    /**
     * {@return what follows a handshake} Its steps: the client's hello, the device's name and address, the client's key, the device's key.
     *
     * @param wire that it is made on
     * @param key that the client has to have
     * @param name of the device
     * @param mac its address, 12 hexadecimal digits
     * @param own keys for this connection only
     * @throws EsphomeException when the client does not make it, with the reason also told to the client, as ESPHome does
     * @throws IOException when a stream fails
     */
    static NoiseFrames accept(Wire wire, EsphomeKey key, String name, String mac, X25519 own) throws IOException, EsphomeException {
        byte[] hello = handshake(wire);
        write(wire, ("\1" + name + "\0" + mac + "\0").getBytes(StandardCharsets.UTF_8));
        byte[] prologue = ByteBuffer.allocate(PROLOGUE.length + 2 + hello.length).put(PROLOGUE).putShort((short) hello.length).put(hello).array();
        NoiseResponder responder = new NoiseResponder(prologue, key.bytes(), own);
        byte[] first = handshake(wire);
        if (first.length == 0) {
            throw refused(wire, "Empty handshake message");
        }
        if (first[0] != 0) {
            throw refused(wire, "Bad handshake error byte");
        }
        byte[] second;
        try {
            responder.first(Arrays.copyOfRange(first, 1, first.length));
            second = responder.second(NOTHING);
        } catch (AEADBadTagException e) {
            // In these words: the client compares them.
            refuse(wire, "Handshake MAC failure");
            throw new EsphomeException(EsphomeException.Reason.WRONG_KEY, Text.of("The client has another encryption key."));
        } catch (InvalidKeyException e) {
            throw refused(wire, "Handshake error");
        }
        write(wire, ByteBuffer.allocate(1 + second.length).put((byte) 0).put(second).array());
        NoiseCipher[] ciphers = responder.split();
        return new NoiseFrames(wire, ciphers[0], ciphers[1]);
    }

    /** {@return what a frame holds during the handshake} */
    private static byte[] handshake(Wire wire) throws IOException, EsphomeException {
        int first = wire.need();
        if (first != Wire.NOISE) {
            // In a frame of the kind that a plain client takes for what it is: a device that wants a key.
            refuse(wire, Wire.BAD_INDICATOR);
            throw first == Wire.PLAIN
                    ? new EsphomeException(EsphomeException.Reason.NOT_ENCRYPTED, Text.of("The client does not encrypt, and a key is set here."))
                    : Wire.foreign();
        }
        int length = length(wire);
        if (length > MOST_HANDSHAKE) {
            refuse(wire, "Bad handshake packet len");
            throw Wire.tooLarge(MOST_HANDSHAKE);
        }
        return wire.need(length);
    }

    private static int length(Wire wire) throws IOException, EsphomeException {
        int high = wire.need();
        return high << 8 | wire.need();
    }

    private static EsphomeException refused(Wire wire, String why) throws IOException {
        refuse(wire, why);
        return new EsphomeException(EsphomeException.Reason.BAD_FRAME, Text.of("The client made a mistake in the handshake."));
    }

    private static void refuse(Wire wire, String why) throws IOException {
        write(wire, ("\1" + why).getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Wire wire, byte[] content) throws IOException {
        wire.write(ByteBuffer.allocate(3 + content.length).put((byte) Wire.NOISE).putShort((short) content.length).put(content).array());
    }

    @Override
    public Frame read() throws IOException, EsphomeException {
        int first = wire.next();
        if (first < 0) {
            return null;
        }
        if (first != Wire.NOISE) {
            throw Wire.foreign();
        }
        ByteBuffer text = ByteBuffer.wrap(open(wire.need(length(wire))));
        if (text.remaining() >= 4) {
            int type = text.getShort() & 0xFFFF;
            int length = text.getShort() & 0xFFFF;
            if (length <= text.remaining()) {
                byte[] body = new byte[length];
                text.get(body);
                return new Frame(type, body);
            }
        }
        throw new EsphomeException(EsphomeException.Reason.BAD_FRAME, Text.of("A sealed message is shorter than it says."));
    }

    private byte[] open(byte[] sealed) throws EsphomeException {
        try {
            return theirs.open(NOTHING, sealed);
        } catch (AEADBadTagException e) {
            throw new EsphomeException(EsphomeException.Reason.BAD_FRAME, Text.of("A message is not as the client sealed it, or not in its place."));
        }
    }

    /** In the order in which they are sealed, since the client opens them in that. */
    @Override
    public synchronized void write(Frame frame) throws IOException {
        int length = frame.body().length;
        byte[] text = ByteBuffer.allocate(4 + length).putShort((short) frame.type()).putShort((short) length).put(frame.body()).array();
        write(wire, ours.seal(NOTHING, text));
    }
}
