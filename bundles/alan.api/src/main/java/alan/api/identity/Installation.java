package alan.api.identity;

import alan.api.AlanException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * This installation of Alan: an Ed25519 key pair of its own, made when it is first needed and kept in the data folder, readable by its user only.
 * A service.
 */
@ProviderType
public interface Installation {
    /**
     * {@return a number that stands for it: the first 16 bits of the SHA-256 of its public key, 0 to 65,535}
     *
     * @throws AlanException when the key can be neither read nor made
     */
    int id() throws AlanException;

    /**
     * {@return its public key, as X.509 encodes it}
     *
     * @throws AlanException likewise
     */
    byte[] publicKey() throws AlanException;

    /**
     * Signs.
     *
     * @param data anything
     * @return the signature, 64 bytes
     * @throws AlanException likewise
     */
    byte[] sign(byte[] data) throws AlanException;

    /**
     * {@return whether this installation signed it}
     *
     * @param data as it was signed
     * @param signature of it
     * @throws AlanException likewise
     */
    boolean isSigned(byte[] data, byte[] signature) throws AlanException;
}
