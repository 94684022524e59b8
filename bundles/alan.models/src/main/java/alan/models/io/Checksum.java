package alan.models.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a file's content is known by: its SHA-256, or git's name for its LFS pointer. The Hub shows the latter of every large file, of gated ones too,
 * to everybody; it is made of the file's SHA-256 and its size, so it tells whether a file is the right one as well as they do.
 *
 * @see <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">Git LFS, the pointer</a>
 */
public final class Checksum {
    private static final Pattern GIT_NAME = Pattern.compile("[0-9a-f]{40}");

    private Checksum() {}

    /**
     * {@return whether a file is the one that is meant}
     *
     * @param wanted SHA-256, or git's name of the LFS pointer
     * @param bytes the file's size
     * @param sha256 of the file
     */
    public static boolean fits(String wanted, long bytes, String sha256) {
        return isLfs(wanted) ? wanted.equals(lfs(bytes, sha256)) : wanted.equals(sha256);
    }

    /** {@return whether a text looks like git's name of something: 40 lower-case hexadecimal digits} @param text any, or {@code null} */
    public static boolean isLfs(String text) {
        return text != null && GIT_NAME.matcher(text).matches();
    }

    /** {@return git's name for the LFS pointer to a file} @param bytes the file's size @param sha256 of the file */
    public static String lfs(long bytes, String sha256) {
        String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + sha256 + "\nsize " + bytes + "\n";
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + pointer.length() + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(pointer.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
