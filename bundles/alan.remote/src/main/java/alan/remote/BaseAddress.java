package alan.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server's API begins.
 *
 * @param api with its version and without a slash at its end; {@code null} when the address is none
 * @param root likewise, without the version
 * @param fault what is wrong with it; {@code null} if nothing is
 */
record BaseAddress(URI api, URI root, Fault fault) {
    /** A part of a path that names a version: {@code v1}, {@code v1beta}. */
    private static final Pattern VERSION = Pattern.compile("/v\\d+\\w*(?=/|$)");
    /** What people copy from a manual beyond the base. */
    private static final Pattern ROUTE = Pattern.compile("/(chat/completions|audio/(speech|transcriptions)|models)$");

    /** What can be wrong with an address. */
    enum Fault {
        /** There is none. */
        MISSING,
        /** It is no http or https address. */
        INVALID,
        /** It has a user and password. */
        SECRET,
        /** It has a query or fragment. */
        QUERY
    }

    /**
     * Reads an address as a person writes it: with or without a version, with a slash too many.
     *
     * @param url as configured
     */
    static BaseAddress of(String url) {
        if (url.isBlank()) {
            return new BaseAddress(null, null, Fault.MISSING);
        }
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            return new BaseAddress(null, null, Fault.INVALID);
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getRawUserInfo() != null || uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            return new BaseAddress(null, null, Fault.SECRET);
        }
        if (!http || uri.getHost() == null || uri.getPort() > 65_535) {
            return new BaseAddress(null, null, Fault.INVALID);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return new BaseAddress(null, null, Fault.QUERY);
        }
        String path = ROUTE.matcher(uri.getRawPath().replaceAll("/+$", "")).replaceFirst("");
        Matcher version = VERSION.matcher(path);
        String root = path;
        if (!version.find()) {
            path += "/v1";
        } else if (version.end() == path.length()) {
            root = path.substring(0, version.start());
        }
        String host = uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority();
        return new BaseAddress(URI.create(host + path), URI.create(host + root), null);
    }
}
