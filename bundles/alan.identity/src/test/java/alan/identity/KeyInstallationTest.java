package alan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyInstallationTest {
    private static final byte[] DATA = "something that was agreed to".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path data;

    private Path folder() {
        return data.resolve("identity");
    }

    private Path file() {
        return folder().resolve("key.pem");
    }

    @Test
    void nothingIsMadeBeforeItIsNeeded() {
        assertThat(new KeyInstallation(folder())).isNotNull();
        assertThat(folder()).doesNotExist();
    }

    @Test
    void itsNumberAndKeyStayTheSame() throws Exception {
        KeyInstallation first = new KeyInstallation(folder());
        byte[] key = first.publicKey();
        int id = first.id();

        KeyInstallation again = new KeyInstallation(folder());
        assertThat(again.publicKey()).isEqualTo(key);
        assertThat(again.id()).isEqualTo(id);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        assertThat(String.format("%04x", id)).isEqualTo(hash.substring(0, 4));
    }

    @Test
    void whatItSignsAnybodyCanCheckWithTheJdk() throws Exception {
        KeyInstallation installation = new KeyInstallation(folder());
        byte[] signature = installation.sign(DATA);

        assertThat(signature).hasSize(64);
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(installation.publicKey())));
        check.update(DATA);
        assertThat(check.verify(signature)).isTrue();
    }

    @Test
    void onlyItsOwnSignatureOfTheSameDataCounts() throws Exception {
        KeyInstallation installation = new KeyInstallation(folder());
        byte[] signature = installation.sign(DATA);
        assertThat(installation.isSigned(DATA, signature)).isTrue();
        assertThat(new KeyInstallation(folder()).isSigned(DATA, signature)).isTrue();

        byte[] otherData = DATA.clone();
        otherData[3] ^= 1;
        assertThat(installation.isSigned(otherData, signature)).isFalse();
        for (int at : new int[] {0, 31, 32, 63}) {
            byte[] otherSignature = signature.clone();
            otherSignature[at] ^= 1;
            assertThat(installation.isSigned(DATA, otherSignature)).as("byte %d", at).isFalse();
        }
        assertThat(installation.isSigned(DATA, new byte[0])).isFalse();
        assertThat(installation.isSigned(DATA, new byte[63])).isFalse();
        assertThat(new KeyInstallation(data.resolve("another")).isSigned(DATA, signature)).isFalse();
    }

    @Test
    void nobodyElseCanReadTheKey() throws Exception {
        new KeyInstallation(folder()).id();
        if (!Files.getFileStore(data).supportsFileAttributeView("posix")) {
            return;
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder()))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString()).isEqualTo("rw-------");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "hello", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", "\u00ff\u0000"})
    void aDamagedFileIsNamedAndLeftAsItIs(String content) throws Exception {
        Files.createDirectories(folder());
        Files.write(file(), content.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new KeyInstallation(folder()).id()).isInstanceOf(AlanException.class)
                .hasMessageContainingAll(file().toString(), "damaged", "backup");
        assertThat(Files.readAllBytes(file())).isEqualTo(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void everyFileThatWasCutOffIsDamaged() throws Exception {
        new KeyInstallation(folder()).id();
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new KeyInstallation(folder()).id()).as("%d bytes", length).isInstanceOf(AlanException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void keysOfTwoPairsAreDamageToo() throws Exception {
        new KeyInstallation(folder()).id();
        Path another = data.resolve("another");
        new KeyInstallation(another).id();
        String mine = Files.readString(file());
        String theirs = Files.readString(another.resolve("key.pem"));
        Files.writeString(file(), mine.substring(0, mine.indexOf("-----BEGIN PUBLIC")) + theirs.substring(theirs.indexOf("-----BEGIN PUBLIC")));

        assertThatThrownBy(() -> new KeyInstallation(folder()).id()).isInstanceOf(AlanException.class).hasMessageContaining("damaged");
    }

    @Test
    void aKeyHalfWrittenByAKilledProcessIsForgotten() throws Exception {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("key.pem.part"), "-----BEGIN PRIV");

        assertThat(new KeyInstallation(folder()).sign(DATA)).hasSize(64);
        assertThat(folder().resolve("key.pem.part")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(folder(), "a file where the folder should be");

        assertThatThrownBy(() -> new KeyInstallation(folder()).id()).isInstanceOf(AlanException.class)
                .hasMessageContainingAll(folder().toString(), "permissions");
    }

    @Test
    void severalProcessesAtOnceEndWithOneKey() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
                    System.getProperty("java.class.path"), Opener.class.getName(), folder().toString()).redirectError(new File(data.toFile(), i + ".err")).start());
        }
        Set<String> keys = new HashSet<>();
        for (Process process : processes) {
            keys.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            assertThat(process.waitFor()).isZero();
        }
        assertThat(keys).containsExactly(HexFormat.of().formatHex(new KeyInstallation(folder()).publicKey()));
    }

    /** A process of its own. */
    static final class Opener {
        public static void main(String[] args) throws AlanException {
            System.out.print(HexFormat.of().formatHex(new KeyInstallation(Path.of(args[0])).publicKey()));
        }
    }
}
