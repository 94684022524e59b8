package alan.voices.store;

import alan.api.AlanException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of voices. A name is that of a folder, on any file system: so no name has a separator or a dot, two do not differ by case or by how an accent is
 * encoded alone, and none is one that Windows keeps for a device.
 */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[\\p{L}0-9][\\p{L}\\p{M}0-9_-]*");
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]");
    private static final int MOST = 64;
    /** A file system allows 255, also for the names that are made of this one. */
    private static final int MOST_BYTES = 200;

    private Names() {}

    /**
     * {@return a name as it is kept: with letters and their accents composed}
     *
     * @param name as somebody wrote it
     * @throws AlanException when it will not do
     */
    public static String check(String name) throws AlanException {
        String composed = Normalizer.normalize(name == null ? "" : name, Normalizer.Form.NFC);
        if (composed.codePointCount(0, composed.length()) > MOST || composed.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new AlanException("The name of a voice has at most %s characters, and this one has more: %s", MOST, shown(composed));
        }
        if (!NAME.matcher(composed).matches()) {
            throw new AlanException(
                    "A voice cannot be called \"%s\": letters, digits, - and _ make a name, and it begins with a letter or digit.", shown(composed));
        }
        if (DEVICE.matcher(fold(composed)).matches()) {
            throw new AlanException("A voice cannot be called \"%s\", because Windows keeps that name for a device.", composed);
        }
        return composed;
    }

    /** {@return whether two names would be one on some file system} @param one as kept @param other any */
    public static boolean clash(String one, String other) {
        return fold(one).equals(fold(other));
    }

    private static String fold(String name) {
        // Up and down again: ß and SS, or the two small sigmas, are one letter only in capitals.
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }
}
