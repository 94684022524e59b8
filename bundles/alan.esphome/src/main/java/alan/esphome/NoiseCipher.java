package alan.esphome;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Noise's {@code CipherState} with ChaCha20-Poly1305: a key, and how often it was used. So nothing can be left out, repeated or put in another order.
 *
 * <p>Not safe for use by several threads.
 */
final class NoiseCipher {
    /** Bytes by which a sealed text is longer. */
    static final int TAG = 16;

    private final SecretKeySpec key;
    // Of 64 bits; no connection lives long enough to use them up.
    private long uses;

    NoiseCipher(byte[] key) {
        this.key = new SecretKeySpec(key, "ChaCha20");
    }

    /** {@return a text, sealed} @param beside it, sealed with it but not in it @param text to seal */
    byte[] seal(byte[] beside, byte[] text) {
        try {
            return use(Cipher.ENCRYPT_MODE, beside, text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 has it, and anything can be sealed", e);
        }
    }

    /**
     * {@return a text}
     *
     * @param beside it, sealed with it but not in it
     * @param sealed the text, as the other side sealed it
     * @throws AEADBadTagException when the other side did not seal this, as its text of this number, with this key
     */
    byte[] open(byte[] beside, byte[] sealed) throws AEADBadTagException {
        if (sealed.length < TAG) {
            throw new AEADBadTagException("too short");
        }
        try {
            return use(Cipher.DECRYPT_MODE, beside, sealed);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 has it", e);
        }
    }

    private byte[] use(int mode, byte[] beside, byte[] text) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(0).putLong(uses).array();
        // A new one each time: one that has failed to open a text refuses to try another in its place.
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, key, new IvParameterSpec(nonce));
        cipher.updateAAD(beside);
        byte[] result = cipher.doFinal(text);
        uses++;
        return result;
    }
}
