package alan.perform;

import alan.api.perform.Script;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line as it is to be spoken.
 *
 * @param line of the script
 * @param role who speaks it
 * @param language of it; {@code null} to leave that to the voice
 * @param seed of it
 * @param key of all that its sound follows from: itself, its voice, seed and options, and all lines before it, since an engine may have been shown them
 */
record Take(Script.Line line, Cast.Role role, String language, int seed, String key) {
    /** Takes of an Alan that made other sound of the same are not mistaken for these. */
    private static final String FORMAT = "alan performance 1";

    /**
     * {@return the take of a line}
     *
     * @param before key of the line before it; {@code null} for the first
     * @param index of the line, from 0
     * @param seed of the performance
     * @param options for the engines
     */
    static Take of(Script.Line line, Cast.Role role, String language, String before, int index, long seed, Map<String, String> options) {
        // Positive, so that every engine takes it, and another one for each line: the same words need not sound the same twice.
        int own = (int) (Long.parseUnsignedLong(digest(String.valueOf(seed), String.valueOf(index)).substring(0, 16), 16) >>> 33);
        String key = digest(FORMAT, String.valueOf(before), line.text(), role.name(), role.state(), String.valueOf(language), String.valueOf(own),
                new TreeMap<>(options).toString());
        return new Take(line, role, language, own, key);
    }

    /** {@return id of the performance that begins with this take} So it does not change when the script is edited after its first line. */
    String work() {
        return key.substring(0, 16);
    }

    private static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
