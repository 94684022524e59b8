package alan.esphome;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Noise's {@code SymmetricState} with SHA-256: what both sides have said and agreed on so far in a handshake. Names are those of the specification, section 5.2.
 *
 * <p>Java has all that it is made of. The library that is kept ({@code org.signal.forks:noise-java} 0.1.1) knows shared secrets only as Noise had them before
 * revision 33.
 */
final class NoiseState {
    private static final String PROTOCOL = "Noise_NNpsk0_25519_ChaChaPoly_SHA256";

    private byte[] hash;
    private byte[] chainingKey;
    private NoiseCipher cipher;

    /** @param prologue what both sides know already */
    NoiseState(byte[] prologue) {
        // The name is longer than a hash, so it is hashed.
        hash = sha256(PROTOCOL.getBytes(StandardCharsets.US_ASCII));
        chainingKey = hash;
        mixHash(prologue);
    }

    void mixHash(byte[] data) {
        hash = sha256(hash, data);
    }

    void mixKey(byte[] material) {
        byte[][] keys = derive(material, 2);
        chainingKey = keys[0];
        cipher = new NoiseCipher(keys[1]);
    }

    void mixKeyAndHash(byte[] material) {
        byte[][] keys = derive(material, 3);
        chainingKey = keys[0];
        mixHash(keys[1]);
        cipher = new NoiseCipher(keys[2]);
    }

    byte[] encryptAndHash(byte[] text) {
        byte[] sealed = cipher.seal(hash, text);
        mixHash(sealed);
        return sealed;
    }

    byte[] decryptAndHash(byte[] sealed) throws AEADBadTagException {
        byte[] text = cipher.open(hash, sealed);
        mixHash(sealed);
        return text;
    }

    /** {@return what seals whatever follows: the initiator's, the responder's} */
    NoiseCipher[] split() {
        byte[][] keys = derive(new byte[0], 2);
        return new NoiseCipher[] {new NoiseCipher(keys[0]), new NoiseCipher(keys[1])};
    }

    /** {@return a hash of all that both sides have said} */
    byte[] hash() {
        return hash.clone();
    }

    /** Noise's {@code HKDF}. */
    private byte[][] derive(byte[] material, int keys) {
        byte[] secret = hmac(chainingKey, material);
        byte[][] result = new byte[keys][];
        byte[] before = {};
        for (int i = 0; i < keys; i++) {
            byte[] data = Arrays.copyOf(before, before.length + 1);
            data[before.length] = (byte) (i + 1);
            before = hmac(secret, data);
            result[i] = before;
        }
        return result;
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
