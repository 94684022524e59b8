package alan.esphome;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * A pair of keys on Curve25519 (RFC 7748).
 *
 * @param secret the half that is kept
 * @param known the half that is told, 32 bytes as they are on the wire
 */
record X25519(PrivateKey secret, byte[] known) {
    /** Bytes of a key, and of what two sides agree on. */
    static final int LENGTH = 32;

    /** {@return a new pair} */
    static X25519 make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            return new X25519(pair.getPrivate(), bytes(((XECPublicKey) pair.getPublic()).getU()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 has it", e);
        }
    }

    /**
     * {@return the secret that both sides have now}
     *
     * @param other what the other side told, {@link #LENGTH} bytes
     * @throws InvalidKeyException when that is one of the few numbers that give the same secret with every key
     */
    byte[] agree(byte[] other) throws InvalidKeyException {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(secret);
            agreement.doPhase(KeyFactory.getInstance("X25519").generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, number(other))), true);
            return agreement.generateSecret();
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 17 has it", e);
        }
    }

    private static BigInteger number(byte[] littleEndian) {
        byte[] bytes = reversed(littleEndian);
        // The RFC has the highest bit ignored.
        bytes[0] &= 0x7F;
        return new BigInteger(1, bytes);
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] all = new byte[LENGTH];
        // Fewer bytes than all if the first are zeros; never more, since the number has 255 bits.
        System.arraycopy(bytes, 0, all, LENGTH - bytes.length, bytes.length);
        return reversed(all);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
