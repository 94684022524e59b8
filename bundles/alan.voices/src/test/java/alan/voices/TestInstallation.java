package alan.voices;

import alan.api.identity.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** An installation with a real key pair, which several processes can share. */
final class TestInstallation implements Installation {
    private final KeyPair keys;

    TestInstallation() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestInstallation(KeyPair keys) {
        this.keys = keys;
    }

    void write(Path folder) throws Exception {
        Files.write(folder.resolve("public"), keys.getPublic().getEncoded());
        Files.write(folder.resolve("private"), keys.getPrivate().getEncoded());
    }

    static TestInstallation read(Path folder) throws Exception {
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        return new TestInstallation(new KeyPair(factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(folder.resolve("public")))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("private"))))));
    }

    @Override
    public int id() {
        return 4711;
    }

    @Override
    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    @Override
    public byte[] sign(byte[] data) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean isSigned(byte[] data, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(keys.getPublic());
            signature.update(data);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
