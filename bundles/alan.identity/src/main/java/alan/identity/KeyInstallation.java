package alan.identity;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.identity.Installation;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * This installation, by its key file. Usable without OSGi too: {@code new KeyInstallation(folder)}. The file is read, or made, when it is first needed;
 * its methods may be called from any thread.
 */
@Component(name = "alan.identity", service = Installation.class)
public final class KeyInstallation implements Installation {
    private final KeyFile file;
    private KeyPair keys;

    /** @param folder that the key is kept in; made when missing */
    public KeyInstallation(Path folder) {
        file = new KeyFile(folder);
    }

    /**
     * For Declarative Services.
     *
     * @param context says where Alan keeps its data
     */
    @Activate
    public KeyInstallation(BundleContext context) {
        this(Path.of(context.getProperty(Home.DATA), "identity"));
    }

    private synchronized KeyPair keys() throws AlanException {
        if (keys == null) {
            keys = file.open();
        }
        return keys;
    }

    @Override
    public int id() throws AlanException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey());
            return (hash[0] & 0xFF) << 8 | hash[1] & 0xFF;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public byte[] publicKey() throws AlanException {
        return keys().getPublic().getEncoded();
    }

    @Override
    public byte[] sign(byte[] data) throws AlanException {
        try {
            Signature signature = Signature.getInstance(KeyFile.ALGORITHM);
            signature.initSign(keys().getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was tried when it was read does not sign", e);
        }
    }

    @Override
    public boolean isSigned(byte[] data, byte[] signature) throws AlanException {
        return isSigned(keys(), data, signature);
    }

    /** {@return whether a signature is of these keys} What is no signature at all is not. */
    static boolean isSigned(KeyPair keys, byte[] data, byte[] signature) {
        try {
            Signature check = Signature.getInstance(KeyFile.ALGORITHM);
            check.initVerify(keys.getPublic());
            check.update(data);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // the JDK throws for a wrong length
        }
    }
}
