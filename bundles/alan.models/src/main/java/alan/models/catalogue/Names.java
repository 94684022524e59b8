package alan.models.catalogue;

import java.util.regex.Pattern;

/** Which names may stand in a catalogue. They become file names and words of a command line, so nothing odd gets in. */
public final class Names {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    /** What no file system, or not every one, takes in a name. */
    private static final String ODD = "\\p{Cntrl}\\p{Cs}\\\\/:*?\"<>|";
    private static final Pattern SEGMENT = Pattern.compile("[^.\\s" + ODD + "-][^" + ODD + "]{0,199}");
    private static final Pattern HUB_REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9._-]{1,96}");
    private static final Pattern HUB_REVISION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final Pattern PYPI = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern WHEEL = Pattern.compile("[a-z]{2}\\d{1,3}-[a-z0-9]+-[a-z0-9_]+");
    private static final Pattern NPM = Pattern.compile("(@[a-z0-9~][a-z0-9._~-]*/)?[a-z0-9~][a-z0-9._~-]*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+!_-]*");
    private static final Pattern MAVEN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*){2,3}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final int LONGEST_PATH = 500;

    private Names() {}

    /** {@return whether it can be a model's id: lower-case letters, digits, dots and dashes} @param id any */
    public static boolean isId(String id) {
        return ID.matcher(id).matches() && !id.equals("added.json") && !id.endsWith(".");
    }

    /** {@return whether it can be the name of an engine or an import} @param word any */
    public static boolean isWord(String word) {
        return WORD.matcher(word).matches();
    }

    /** {@return whether it looks like a language's ISO 639 code} @param code any */
    public static boolean isLanguage(String code) {
        return LANGUAGE.matcher(code).matches();
    }

    /** {@return whether it can be a file's name within a model or a package: relative, without tricks} @param name any */
    public static boolean isFile(String name) {
        if (name.isEmpty() || name.length() > LONGEST_PATH || name.equals("installed.json")) {
            return false;
        }
        for (String segment : name.split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches() || segment.endsWith(".") || segment.endsWith(" ")) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether it can be a repository of the Hub: {@code owner/name}} @param repository any */
    public static boolean isHubRepository(String repository) {
        return HUB_REPOSITORY.matcher(repository).matches() && !repository.contains("..") && !repository.contains("--");
    }

    /** {@return whether it can be a branch, tag or commit} @param revision any */
    public static boolean isHubRevision(String revision) {
        return HUB_REVISION.matcher(revision).matches() && !revision.contains("..") && revision.length() <= LONGEST_PATH;
    }

    /** {@return whether it can be a package of PyPI} @param name any */
    public static boolean isPypi(String name) {
        return PYPI.matcher(name).matches();
    }

    /** {@return whether it can be the end of a wheel's name: Python, binary interface, machine} @param tags any */
    public static boolean isWheel(String tags) {
        return WHEEL.matcher(tags).matches();
    }

    /** {@return whether it can be a package of npm} @param name any */
    public static boolean isNpm(String name) {
        return NPM.matcher(name).matches();
    }

    /** {@return whether it can be one version of a package} @param version any */
    public static boolean isVersion(String version) {
        return VERSION.matcher(version).matches();
    }

    /**
     * {@return whether it can be {@code group:artifact:version} or {@code group:artifact:version:classifier}}
     *
     * @param coordinates any
     */
    public static boolean isMaven(String coordinates) {
        return MAVEN.matcher(coordinates).matches();
    }
}
