package alan.companion.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses and tags in a text: what a person would read out of them. */
final class Web {
    private static final String[] BEGINNINGS = {"http://", "https://", "www."};
    private static final String TRAILING = ".,;:!?'*_~";
    private static final Pattern TAG = Pattern.compile("/?[a-zA-Z][a-zA-Z0-9-]*(\\s[^<>]*)?/?|!--.*--|!DOCTYPE.*",
            Pattern.DOTALL);
    private static final Pattern LINE_TAG = Pattern.compile("/?(br|p|div|li|ul|ol|tr|h[1-6])\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern MAIL = Pattern.compile("(mailto:)?[^\\s@]+@[^\\s@]+");

    private Web() {}

    /** {@return whether an address may still come of this beginning of a word} */
    static boolean mayBecomeUrl(CharSequence word) {
        String lower = word.toString().toLowerCase(Locale.ROOT);
        for (String beginning : BEGINNINGS) {
            if (beginning.startsWith(lower)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether this is the beginning of an address} */
    static boolean isUrl(CharSequence word) {
        String lower = word.toString().toLowerCase(Locale.ROOT);
        for (String beginning : BEGINNINGS) {
            if (lower.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether an address goes on with this} A closing bracket belongs to it only if it was opened in it. */
    static boolean isUrlPart(int codePoint, CharSequence url) {
        if (codePoint <= ' ' || codePoint > '~' || "<>\"`|[]{}\\".indexOf(codePoint) >= 0) {
            return false;
        }
        return codePoint != ')' || count(url, '(') > count(url, ')');
    }

    /** {@return where the punctuation after an address begins} */
    static int endOfUrl(CharSequence url) {
        int end = url.length();
        while (end > 0 && TRAILING.indexOf(url.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** {@return {@code example.com} for {@code https://me@www.example.com:8080/a/b?c}; the address itself if it has no host} */
    static String host(String url) {
        int scheme = url.indexOf("://");
        String host = url.substring(scheme < 0 ? 0 : scheme + 3).split("[/?#]", 2)[0];
        host = host.substring(host.lastIndexOf('@') + 1).split(":", 2)[0];
        if (host.regionMatches(true, 0, "www.", 0, 4)) {
            host = host.substring(4);
        }
        return host.isEmpty() ? url : host;
    }

    /** {@return what to read for {@code <inside>}; {@code null} if that is no markup at all} */
    static String spokenTag(String inside) {
        if (isUrl(inside) && inside.indexOf(' ') < 0) {
            return host(inside);
        }
        if (MAIL.matcher(inside).matches()) {
            return inside.startsWith("mailto:") ? inside.substring(7) : inside;
        }
        if (!TAG.matcher(inside).matches()) {
            return null;
        }
        return LINE_TAG.matcher(inside).matches() ? "\n" : "";
    }

    private static int count(CharSequence text, char wanted) {
        return (int) text.chars().filter(c -> c == wanted).count();
    }
}
