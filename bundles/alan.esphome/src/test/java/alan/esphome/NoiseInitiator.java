package alan.esphome;

import java.util.Arrays;

/** The asking side of a handshake {@code NNpsk0}, for tests: a client. */
final class NoiseInitiator {
    private final NoiseState state;
    private final X25519 own;

    NoiseInitiator(byte[] prologue, byte[] secret, X25519 own) {
        this.state = new NoiseState(prologue);
        this.own = own;
        state.mixKeyAndHash(secret);
    }

    byte[] first(byte[] payload) {
        state.mixHash(own.known());
        state.mixKey(own.known());
        byte[] sealed = state.encryptAndHash(payload);
        byte[] message = Arrays.copyOf(own.known(), X25519.LENGTH + sealed.length);
        System.arraycopy(sealed, 0, message, X25519.LENGTH, sealed.length);
        return message;
    }

    byte[] second(byte[] message) throws Exception {
        byte[] other = Arrays.copyOf(message, X25519.LENGTH);
        state.mixHash(other);
        state.mixKey(other);
        state.mixKey(own.agree(other));
        return state.decryptAndHash(Arrays.copyOfRange(message, X25519.LENGTH, message.length));
    }

    NoiseCipher[] split() {
        return state.split();
    }
}
