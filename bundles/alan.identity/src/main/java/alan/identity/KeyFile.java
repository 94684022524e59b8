package alan.identity;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a key pair: {@code PRIVATE KEY} (PKCS #8) and {@code PUBLIC KEY} (X.509) in the textual encodings of RFC 7468, which other tools read too.
 * Several processes that find none make one between them: who has the lock file makes it, aside, and moves it to its name.
 */
final class KeyFile {
    /** Of the JDK, since Java 15. */
    static final String ALGORITHM = "Ed25519";

    private static final String NAME = "key.pem";
    private static final String LOCK = "lock";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    /** A file lock holds between processes only; this one holds within. */
    private static final Object WITHIN = new Object();

    private final Path folder;
    private final Path file;

    KeyFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    /**
     * Reads the keys; makes them first where there is no file.
     *
     * @return the keys
     * @throws AlanException when the file is damaged, or can be neither read nor written
     */
    KeyPair open() throws AlanException {
        try {
            synchronized (WITHIN) {
                if (!Files.exists(folder)) {
                    Files.createDirectories(folder, owned("rwx------"));
                }
                if (!Files.exists(file)) {
                    make();
                }
            }
            return read();
        } catch (IOException e) {
            throw new AlanException("The key of this installation can be neither read nor made in the folder %s; check its permissions, and the free space.",
                    folder, e);
        }
    }

    private KeyPair read() throws AlanException, IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw damaged(e);
        }
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            KeyPair keys = new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(block(text, PUBLIC))), factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE))));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            byte[] said = signature.sign();
            if (!KeyInstallation.isSigned(keys, new byte[0], said)) {
                throw new GeneralSecurityException("the two keys are not of one pair");
            }
            return keys;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /** Never a new key in silence: whatever the old one signed and marked would no longer be this installation's. */
    private AlanException damaged(Exception cause) {
        return new AlanException("The key file %s of this installation is damaged; put it back from a backup, or else move it away: Alan then makes a new key, "
                + "and does not know its older receipts and marks as its own.", file, cause);
    }

    private static byte[] block(String text, String label) throws GeneralSecurityException {
        Matcher matcher = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----").matcher(text);
        if (!matcher.find()) {
            throw new GeneralSecurityException("no " + label);
        }
        return Base64.getMimeDecoder().decode(matcher.group(1));
    }

    private void make() throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), options, owned("rw-------"));
                FileLock lock = channel.lock()) {
            if (Files.exists(file)) {
                return; // another process was quicker
            }
            Path aside = folder.resolve(NAME + ".part");
            Files.deleteIfExists(aside); // of a process that was killed here
            try (FileChannel out = FileChannel.open(aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owned("rw-------"))) {
                ByteBuffer bytes = ByteBuffer.wrap(text(newKeys()).getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        }
    }

    /** Makes the name outlast a power cut, where a folder can be opened for that. */
    private void syncFolder() throws IOException {
        if (isPosix()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 has " + ALGORITHM, e);
        }
    }

    private static String text(KeyPair keys) {
        return block(PRIVATE, keys.getPrivate().getEncoded()) + block(PUBLIC, keys.getPublic().getEncoded());
    }

    private static String block(String label, byte[] bytes) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(bytes) + "\n-----END " + label + "-----\n";
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** {@return the attribute that lets nobody else in, where there is such a thing} */
    private static FileAttribute<?>[] owned(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
