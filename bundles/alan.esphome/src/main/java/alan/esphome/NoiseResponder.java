package alan.esphome;

import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/** The answering side of a handshake {@code NNpsk0}: {@code -> psk, e} and {@code <- e, ee}. Each method is called once, in the order in which they stand here. */
final class NoiseResponder {
    private final NoiseState state;
    private final X25519 own;
    private byte[] other;

    /**
     * @param prologue what both sides know already
     * @param secret what both sides share, 32 bytes
     * @param own keys for this handshake only
     */
    NoiseResponder(byte[] prologue, byte[] secret, X25519 own) {
        this.state = new NoiseState(prologue);
        this.own = own;
        state.mixKeyAndHash(secret);
    }

    /**
     * {@return what the initiator says beside its key}
     *
     * @param message its first one
     * @throws AEADBadTagException when the initiator has another secret, or another prologue
     */
    byte[] first(byte[] message) throws AEADBadTagException {
        if (message.length < X25519.LENGTH) {
            throw new AEADBadTagException("too short");
        }
        other = Arrays.copyOf(message, X25519.LENGTH);
        state.mixHash(other);
        state.mixKey(other);
        return state.decryptAndHash(Arrays.copyOfRange(message, X25519.LENGTH, message.length));
    }

    /**
     * {@return the answer}
     *
     * @param payload what to say in it
     * @throws InvalidKeyException when the initiator's key is of no use
     */
    byte[] second(byte[] payload) throws InvalidKeyException {
        state.mixHash(own.known());
        state.mixKey(own.known());
        state.mixKey(own.agree(other));
        byte[] sealed = state.encryptAndHash(payload);
        byte[] message = Arrays.copyOf(own.known(), X25519.LENGTH + sealed.length);
        System.arraycopy(sealed, 0, message, X25519.LENGTH, sealed.length);
        return message;
    }

    /** {@return what seals whatever follows: the initiator's, the responder's} */
    NoiseCipher[] split() {
        return state.split();
    }

    /** {@return a hash of all that both sides have said} */
    byte[] hash() {
        return state.hash();
    }
}
