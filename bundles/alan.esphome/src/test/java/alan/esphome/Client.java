package alan.esphome;

import alan.esphome.messages.HelloRequest;
import com.google.protobuf.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a client would send, as bytes, and what it makes of the answers; for tests. It knows the device's keys beforehand, so nobody has to wait for anybody. */
final class Client {
    static final HelloRequest HELLO = HelloRequest.newBuilder().setClientInfo("Home Assistant 0.0").setApiVersionMajor(1).setApiVersionMinor(10).build();
    static final X25519 DEVICE_KEYS = NoiseTest.RESPONDER;
    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final NoiseCipher ours;
    private final NoiseCipher theirs;

    private Client(NoiseCipher ours, NoiseCipher theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    static Client plain() {
        return new Client(null, null);
    }

    /** @param flags in its first frame; none as yet */
    static Client noise(EsphomeKey key, byte... flags) throws Exception {
        ByteArrayOutputStream prologue = new ByteArrayOutputStream();
        prologue.writeBytes("NoiseAPIInit".getBytes(StandardCharsets.US_ASCII));
        prologue.writeBytes(new byte[] {0, (byte) flags.length});
        prologue.writeBytes(flags);
        X25519 own = X25519.make();
        NoiseInitiator initiator = new NoiseInitiator(prologue.toByteArray(), key.bytes(), own);
        byte[] first = initiator.first(NOTHING);
        NoiseResponder device = new NoiseResponder(prologue.toByteArray(), key.bytes(), DEVICE_KEYS);
        device.first(first);
        initiator.second(device.second(NOTHING));
        NoiseCipher[] ciphers = initiator.split();
        Client client = new Client(ciphers[0], ciphers[1]);
        client.noiseFrame(flags);
        client.noiseFrame(concat(new byte[1], first));
        return client;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    Client noiseFrame(byte[] content) {
        sent.writeBytes(new byte[] {1, (byte) (content.length >> 8), (byte) content.length});
        sent.writeBytes(content);
        return this;
    }

    /** Sends what is as good as sealed by somebody who has the key. */
    Client sealed(byte[] text) {
        return noiseFrame(ours.seal(NOTHING, text));
    }

    Client send(Message... messages) throws IOException {
        for (Message message : messages) {
            send(MessageTypes.number(message), message.toByteArray());
        }
        return this;
    }

    Client send(int type, byte[] body) throws IOException {
        if (ours == null) {
            new PlainFrames(new Wire(new ByteArrayInputStream(NOTHING), sent)).write(new Frame(type, body));
            return this;
        }
        return sealed(concat(new byte[] {(byte) (type >> 8), (byte) type, (byte) (body.length >> 8), (byte) body.length}, body));
    }

    Client raw(int... bytes) {
        for (int each : bytes) {
            sent.write(each);
        }
        return this;
    }

    byte[] sent() {
        return sent.toByteArray();
    }

    /** {@return what a device has answered, after the handshake if there is one} */
    List<Message> answers(byte[] bytes) throws Exception {
        List<Message> answers = new ArrayList<>();
        Wire wire = new Wire(new ByteArrayInputStream(bytes), new ByteArrayOutputStream());
        if (theirs == null) {
            Frames frames = new PlainFrames(wire);
            for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
                answers.add(MessageTypes.read(frame));
            }
            return answers;
        }
        for (int frames = 0; wire.next() == 1; frames++) {
            byte[] content = wire.need(wire.need() << 8 | wire.need());
            // The first two are the handshake's.
            if (frames >= 2) {
                byte[] text = theirs.open(NOTHING, content);
                answers.add(MessageTypes.read(new Frame((text[0] & 0xFF) << 8 | text[1] & 0xFF, Arrays.copyOfRange(text, 4, text.length))));
            }
        }
        return answers;
    }
}
