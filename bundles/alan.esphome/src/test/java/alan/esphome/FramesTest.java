package alan.esphome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.esphome.EsphomeException.Reason;
import alan.esphome.messages.SubscribeStatesRequest;
import alan.esphome.messages.VoiceAssistantAnnounceRequest;
import alan.esphome.messages.VoiceAssistantAudio;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final EsphomeKey KEY = EsphomeKey.make();
    private static final Message ANNOUNCE = VoiceAssistantAnnounceRequest.newBuilder().setText("á".repeat(100)).build();
    private static final Message AUDIO = VoiceAssistantAudio.newBuilder().setData(ByteString.copyFrom(new byte[1024])).build();

    private static Client whole(EsphomeKey key) throws Exception {
        return (key == null ? Client.plain() : Client.noise(key)).send(Client.HELLO, SubscribeStatesRequest.getDefaultInstance(), ANNOUNCE, AUDIO);
    }

    private static void refused(Client client, EsphomeKey key, Reason reason, String sentence) {
        Talk talk = new Talk(client, key);
        assertThatThrownBy(() -> {
            talk.accept();
            talk.readAll();
        }).isInstanceOf(EsphomeException.class).hasMessage(sentence).satisfies(e -> assertThat(((EsphomeException) e).reason()).isEqualTo(reason));
        assertThat(talk.closed).hasValue(1);
    }

    @Test
    void whatIsSentIsRead() throws Exception {
        for (EsphomeKey key : Arrays.asList(null, KEY)) {
            Talk talk = new Talk(whole(key), key);
            assertThat(talk.accept()).isEqualTo(Client.HELLO);
            assertThat(talk.readAll()).containsExactly(SubscribeStatesRequest.getDefaultInstance(), ANNOUNCE, AUDIO);
        }
    }

    @Test
    void framesThatComeByteByByteAreReadTheSame() throws Exception {
        for (EsphomeKey key : Arrays.asList(null, KEY)) {
            byte[] sent = whole(key).sent();
            Talk talk = new Talk(new InputStream() {
                private int at;

                @Override
                public int read() {
                    return at < sent.length ? sent[at++] & 0xFF : -1;
                }

                @Override
                public int read(byte[] into, int from, int length) {
                    int next = read();
                    if (next < 0) {
                        return -1;
                    }
                    into[from] = (byte) next;
                    return 1;
                }
            }, key);
            talk.accept();
            assertThat(talk.readAll()).containsExactly(SubscribeStatesRequest.getDefaultInstance(), ANNOUNCE, AUDIO);
        }
    }

    @Test
    void aStreamThatIsCutAtAnyByteIsAnEndOrASentence() throws Exception {
        for (EsphomeKey key : Arrays.asList(null, KEY)) {
            byte[] sent = whole(key).sent();
            int ends = 0;
            for (int length = 0; length < sent.length; length++) {
                Talk talk = new Talk(Arrays.copyOf(sent, length), key);
                try {
                    talk.accept();
                    talk.readAll();
                    ends++;
                } catch (EsphomeException e) {
                    assertThat(e).as("cut at " + length).hasMessage("The client left where something had to come.");
                    assertThat(e.reason()).isEqualTo(Reason.ENDED);
                }
                assertThat(talk.closed).hasValue(1);
            }
            assertThat(ends).as("cuts between two messages").isEqualTo(3);
        }
    }

    @Test
    void anyMessageThatFitsIsReadAndNoneThatDoesNot() throws Exception {
        // type, length of the data, data
        Message most = VoiceAssistantAudio.newBuilder().setData(ByteString.copyFrom(new byte[NoiseFrames.MOST_BODY - 4])).build();
        assertThat(most.getSerializedSize()).isEqualTo(65_515);
        for (EsphomeKey key : Arrays.asList(null, KEY)) {
            Talk talk = new Talk((key == null ? Client.plain() : Client.noise(key)).send(Client.HELLO, most), key);
            talk.accept();
            assertThat(talk.readAll()).containsExactly(most);
        }
    }

    @Test
    void aLengthThatIsTooLargeIsRefusedBeforeAnythingIsRead() throws Exception {
        String sentence = "A message is larger than 65,535 bytes.";
        // 65,536; then more than any number has; then a type of that size
        refused(Client.plain().send(Client.HELLO).raw(0, 0x80, 0x80, 0x04, 1), null, Reason.TOO_LARGE, sentence);
        refused(Client.plain().send(Client.HELLO).raw(0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1), null, Reason.TOO_LARGE, sentence);
        refused(Client.plain().send(Client.HELLO).raw(0, 0, 0x80, 0x80, 0x04), null, Reason.TOO_LARGE, sentence);
        refused(Client.plain().send(Client.HELLO).raw(0, 0x80, 0x80, 0x80, 0x80), null, Reason.TOO_LARGE, sentence);
    }

    @Test
    void aClientWithoutAKeyLearnsThatThereIsOne() throws Exception {
        Talk talk = new Talk(Client.plain().send(Client.HELLO), KEY);
        assertThatThrownBy(talk::accept).hasMessage("The client does not encrypt, and a key is set here.")
                .satisfies(e -> assertThat(((EsphomeException) e).reason()).isEqualTo(Reason.NOT_ENCRYPTED));
        assertThat(talk.answered.toString(StandardCharsets.ISO_8859_1)).isEqualTo("\1\0\23\1Bad indicator byte");
        assertThat(talk.closed).hasValue(1);
    }

    @Test
    void aClientWithAKeyLearnsThatThereIsNone() throws Exception {
        Talk talk = new Talk(Client.noise(KEY), null);
        assertThatThrownBy(talk::accept).hasMessage("The client encrypts, and no key is set here.")
                .satisfies(e -> assertThat(((EsphomeException) e).reason()).isEqualTo(Reason.ENCRYPTED));
        assertThat(talk.answered.toString(StandardCharsets.ISO_8859_1)).isEqualTo("\0Bad indicator byte");
        assertThat(talk.closed).hasValue(1);
    }

    @Test
    void aClientWithAnotherKeyLearnsTheNameAndThatItHasAnother() throws Exception {
        Talk talk = new Talk(Client.noise(EsphomeKey.make()), KEY);
        assertThatThrownBy(talk::accept).hasMessage("The client has another encryption key.")
                .satisfies(e -> assertThat(((EsphomeException) e).reason()).isEqualTo(Reason.WRONG_KEY));
        assertThat(talk.answered.toString(StandardCharsets.ISO_8859_1)).isEqualTo("\1\0\33\1alan-kitchen\00002fc00000a01\0\1\0\26\1Handshake MAC failure");
        assertThat(talk.closed).hasValue(1);
    }

    @Test
    void theFirstFrameBelongsToTheHandshake() throws Exception {
        Talk talk = new Talk(Client.noise(KEY, (byte) 7, (byte) 8).send(Client.HELLO), KEY);
        assertThat(talk.accept()).isEqualTo(Client.HELLO);
        // The same frames, but for what is said in the first one.
        byte[] changed = Client.noise(KEY, (byte) 7, (byte) 8).sent();
        changed[3] = 9;
        assertThatThrownBy(() -> new Talk(changed, KEY).accept()).hasMessage("The client has another encryption key.");
    }

    @Test
    void aHandshakeThatIsNoneIsRefusedInEsphomesWords() {
        String mistake = "The client made a mistake in the handshake.";
        handshake(Client.plain().raw(1, 0, 0, 1, 0, 0), mistake, "Empty handshake message");
        handshake(Client.plain().raw(1, 0, 0, 1, 0, 1, 1), mistake, "Bad handshake error byte");
        handshake(Client.plain().raw(1, 0, 129), "A message is larger than 128 bytes.", "Bad handshake packet len");
        handshake(Client.plain().raw(1, 0, 0, 1, 0xFF, 0xFF), "A message is larger than 128 bytes.", "Bad handshake packet len");
        handshake(Client.plain().raw(1, 0, 0, 1, 0, 1, 0), "The client has another encryption key.", "Handshake MAC failure");
        handshake(Client.plain().raw('G', 'E', 'T'), "Whoever connected does not speak ESPHome's protocol.", "Bad indicator byte");
    }

    private static void handshake(Client client, String sentence, String told) {
        Talk talk = new Talk(client, KEY);
        assertThatThrownBy(talk::accept).hasMessage(sentence);
        assertThat(talk.answered.toString(StandardCharsets.ISO_8859_1)).endsWith("\1" + told);
    }

    @Test
    void aClientsKeyOfNoUseIsRefused() throws Exception {
        // Zeros agree with every key on zeros; sealed by somebody who has the device's key all the same.
        byte[] prologue = "NoiseAPIInit\0\0".getBytes(StandardCharsets.US_ASCII);
        byte[] first = new NoiseInitiator(prologue, KEY.bytes(), new X25519(null, new byte[32])).first(new byte[0]);
        byte[] frame = new byte[1 + first.length];
        System.arraycopy(first, 0, frame, 1, first.length);
        handshake(Client.plain().noiseFrame(new byte[0]).noiseFrame(frame), "The client made a mistake in the handshake.", "Handshake error");
    }

    @Test
    void whatIsNotSealedInItsPlaceIsRefused() throws Exception {
        String sentence = "A message is not as the client sealed it, or not in its place.";
        refused(Client.noise(KEY).send(Client.HELLO).noiseFrame(new byte[15]), KEY, Reason.BAD_FRAME, sentence);
        refused(Client.noise(KEY).send(Client.HELLO).noiseFrame(new byte[100]), KEY, Reason.BAD_FRAME, sentence);
        Client twice = Client.noise(KEY).send(Client.HELLO);
        int length = twice.sent().length;
        byte[] all = twice.send(ANNOUNCE).sent();
        refused(twice.raw(ints(Arrays.copyOfRange(all, length, all.length))), KEY, Reason.BAD_FRAME, sentence);
    }

    private static int[] ints(byte[] bytes) {
        int[] ints = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ints[i] = bytes[i] & 0xFF;
        }
        return ints;
    }

    @Test
    void aSealedMessageThatIsShorterThanItSaysIsRefused() throws Exception {
        String sentence = "A sealed message is shorter than it says.";
        refused(Client.noise(KEY).send(Client.HELLO).sealed(new byte[3]), KEY, Reason.BAD_FRAME, sentence);
        refused(Client.noise(KEY).send(Client.HELLO).sealed(new byte[] {0, 20, 0, 1}), KEY, Reason.BAD_FRAME, sentence);
    }

    @Test
    void whatFollowsASealedMessageIsPadding() throws Exception {
        Talk talk = new Talk(Client.noise(KEY).send(Client.HELLO).sealed(new byte[] {0, 20, 0, 0, 9, 9, 9}), KEY);
        talk.accept();
        assertThat(talk.readAll()).isEqualTo(List.of(SubscribeStatesRequest.getDefaultInstance()));
    }

    @Test
    void framesOfTheWrongKindAreRefusedLater() throws Exception {
        refused(Client.noise(KEY).send(Client.HELLO).raw(0, 0, 20), KEY, Reason.BAD_FRAME, "Whoever connected does not speak ESPHome's protocol.");
        refused(Client.plain().send(Client.HELLO).raw('x'), null, Reason.BAD_FRAME, "Whoever connected does not speak ESPHome's protocol.");
    }

    @Test
    void aStreamThatFailsIsNoMistakeOfTheClient() {
        IOException broken = new IOException("broken");
        Talk talk = new Talk(new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        }, KEY);
        assertThatThrownBy(talk::accept).isSameAs(broken);
        assertThat(talk.closed).hasValue(1);
    }
}
