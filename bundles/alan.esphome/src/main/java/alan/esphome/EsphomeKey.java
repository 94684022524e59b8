package alan.esphome;

import alan.api.AlanException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** The secret that a device and its client share: 32 bytes, written in base64 as Home Assistant asks for it. */
public final class EsphomeKey {
    private static final int LENGTH = 32;

    private final byte[] bytes;

    private EsphomeKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return a new key} */
    public static EsphomeKey make() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new EsphomeKey(bytes);
    }

    /**
     * {@return a key}
     *
     * @param base64 44 characters; spaces around them do no harm
     * @throws AlanException when it is none, or the one that everybody knows
     */
    public static EsphomeKey of(String base64) throws AlanException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // Not with what was wrong in it: it is a secret.
            bytes = new byte[0];
        }
        if (bytes.length != LENGTH) {
            throw new AlanException("The encryption key is not 32 bytes in base64.");
        }
        // Home Assistant gives it to devices that have none yet.
        if (Arrays.equals(bytes, new byte[LENGTH])) {
            throw new AlanException("An encryption key of zeros is no secret.");
        }
        return new EsphomeKey(bytes);
    }

    /** {@return it, as people give it to Home Assistant} */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** {@return nothing of the secret, for logs} */
    @Override
    public String toString() {
        return "a key";
    }
}
