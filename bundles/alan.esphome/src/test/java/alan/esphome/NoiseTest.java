package alan.esphome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

/** With the vector of {@code Noise_NNpsk0_25519_ChaChaPoly_SHA256} of the library Cacophony, which the specification's authors point to. */
class NoiseTest {
    private static final byte[] PROLOGUE = hex("4a6f686e2047616c74");
    private static final byte[] SECRET = hex("54686973206973206d7920417573747269616e20706572737065637469766521");
    private static final X25519 INITIATOR = keys("893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a");
    static final X25519 RESPONDER = keys("bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b");
    private static final String HASH = "f4d03dc34495c95729ea6de9e1b59004b59733102488b3e24bc441e0be208eaf";
    private static final String[][] MESSAGES = {
            {"4c756477696720766f6e204d69736573", "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c794479b962b8aff8485742ac32f905ba45369e2465fb59e138a93d67a0d1266b6a54"},
            {"4d757272617920526f746862617264", "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843d6062704d5a9c422a8e834423f8c1feada7e8d0d910a1a2cd030fb584221e3"},
            {"462e20412e20486179656b", "e632c3763d7669067383433197a3baddf146e9e70ad4b4e9e59e0f"},
            {"4361726c204d656e676572", "64c6bee32ea91c8474bb4c21d7a700109ad45af77b29764ba5eb1e"},
            {"4a65616e2d426170746973746520536179", "e2fa0bed0603b62d3ccac2ecabbf3fe33f3e86514909b323361626266cb2471cc8"},
            {"457567656e2042f6686d20766f6e2042617765726b", "0c01dc9cec1fe4ddd692e8dd32188aa351088dc91183639a53b57aa4692b5ebdef8b8ca111"}};
    private static final byte[] NOTHING = {};

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** A pair of a known secret half: the other is what it agrees on with the curve's base point. */
    private static X25519 keys(String secret) {
        try {
            PrivateKey key = KeyFactory.getInstance("X25519").generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, hex(secret)));
            byte[] base = new byte[X25519.LENGTH];
            base[0] = 9;
            return new X25519(key, new X25519(key, NOTHING).agree(base));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static NoiseResponder responder() {
        return new NoiseResponder(PROLOGUE, SECRET, RESPONDER);
    }

    @Test
    void theVectorHolds() throws Exception {
        NoiseResponder responder = responder();
        NoiseInitiator initiator = new NoiseInitiator(PROLOGUE, SECRET, INITIATOR);
        assertThat(initiator.first(hex(MESSAGES[0][0]))).isEqualTo(hex(MESSAGES[0][1]));
        assertThat(responder.first(hex(MESSAGES[0][1]))).isEqualTo(hex(MESSAGES[0][0]));
        assertThat(responder.second(hex(MESSAGES[1][0]))).isEqualTo(hex(MESSAGES[1][1]));
        assertThat(initiator.second(hex(MESSAGES[1][1]))).isEqualTo(hex(MESSAGES[1][0]));
        assertThat(responder.hash()).isEqualTo(hex(HASH));
        NoiseCipher[] here = responder.split();
        NoiseCipher[] there = initiator.split();
        for (int i = 2; i < MESSAGES.length; i++) {
            assertThat(there[i % 2].seal(NOTHING, hex(MESSAGES[i][0]))).isEqualTo(hex(MESSAGES[i][1]));
            assertThat(here[i % 2].open(NOTHING, hex(MESSAGES[i][1]))).isEqualTo(hex(MESSAGES[i][0]));
        }
    }

    @Test
    void anotherSecretOrAnotherPrologueIsNoticed() {
        byte[] message = hex(MESSAGES[0][1]);
        byte[] other = SECRET.clone();
        other[31] ^= 1;
        assertThatThrownBy(() -> new NoiseResponder(PROLOGUE, other, RESPONDER).first(message)).isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> new NoiseResponder("NoiseAPIInit".getBytes(StandardCharsets.US_ASCII), SECRET, RESPONDER).first(message)).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void anyOtherBitOfAMessageIsNoticed() throws Exception {
        byte[] message = hex(MESSAGES[0][1]);
        for (int i = 0; i < message.length * 8; i++) {
            byte[] changed = message.clone();
            changed[i / 8] ^= (byte) (1 << i % 8);
            assertThatThrownBy(() -> responder().first(changed)).isInstanceOf(AEADBadTagException.class);
        }
        responder().first(message);
    }

    @Test
    void aMessageIsOnlyOpenedInItsPlace() throws Exception {
        byte[] key = SECRET;
        NoiseCipher theirs = new NoiseCipher(key);
        byte[][] sealed = {theirs.seal(NOTHING, new byte[] {0}), theirs.seal(NOTHING, new byte[] {1}), theirs.seal(NOTHING, new byte[] {2})};
        NoiseCipher ours = new NoiseCipher(key);
        assertThatThrownBy(() -> ours.open(NOTHING, sealed[1])).as("left out").isInstanceOf(AEADBadTagException.class);
        assertThat(ours.open(NOTHING, sealed[0])).containsExactly(0);
        assertThatThrownBy(() -> ours.open(NOTHING, sealed[0])).as("repeated").isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> ours.open(NOTHING, sealed[2])).as("in another order").isInstanceOf(AEADBadTagException.class);
        assertThat(ours.open(NOTHING, sealed[1])).containsExactly(1);
        assertThat(ours.open(NOTHING, sealed[2])).containsExactly(2);
    }

    @Test
    void keysOfNoUseAreRefused() throws Exception {
        byte[] zero = new byte[X25519.LENGTH];
        byte[] one = zero.clone();
        one[0] = 1;
        for (byte[] bad : new byte[][] {zero, one}) {
            assertThatThrownBy(() -> RESPONDER.agree(bad)).isInstanceOf(InvalidKeyException.class);
        }
        X25519 pair = X25519.make();
        assertThat(pair.agree(RESPONDER.known())).isEqualTo(RESPONDER.agree(pair.known()));
    }

    @Test
    void theHighestBitOfAKeyIsIgnored() throws Exception {
        byte[] other = INITIATOR.known().clone();
        other[31] ^= (byte) 0x80;
        assertThat(RESPONDER.agree(other)).isEqualTo(RESPONDER.agree(INITIATOR.known()));
    }
}
