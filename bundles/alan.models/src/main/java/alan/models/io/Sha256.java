package alan.models.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** SHA-256 in lower-case hexadecimal. */
public final class Sha256 {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private Sha256() {}

    /**
     * {@return the SHA-256 of a file}
     *
     * @param file to read
     * @throws IOException when it cannot be read
     */
    public static String of(Path file) throws IOException {
        return of(file, done -> {});
    }

    /**
     * {@return the SHA-256 of a file}
     *
     * @param file to read
     * @param progress told how many bytes are read so far
     * @throws IOException when it cannot be read
     */
    public static String of(Path file, LongConsumer progress) throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[1 << 18];
        long done = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
                done += n;
                progress.accept(done);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** {@return the SHA-256 of a text in UTF-8} @param text any */
    public static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@return whether a text looks like a SHA-256: 64 lower-case hexadecimal digits} @param text any, or {@code null} */
    public static boolean looksLikeOne(String text) {
        return text != null && HEX.matcher(text).matches();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
