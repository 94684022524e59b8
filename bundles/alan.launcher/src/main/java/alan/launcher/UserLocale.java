package alan.launcher;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which language the user reads, and how he writes numbers. Java takes both from the environment only where the system has that locale generated,
 * which containers have not.
 *
 * @see <a href="https://www.gnu.org/software/gettext/manual/html_node/Locale-Environment-Variables.html">the variables, as GNU gettext reads them</a>
 */
final class UserLocale {
    /** Where options of the JVM come from; what is said there is said on purpose. */
    private static final List<String> JVM_OPTIONS = List.of("ALAN_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private static final String ALL = "LC_ALL";

    /** What {@link #ALL} was before the script alan replaced it for the sake of the charset; empty if it was not set. */
    private static final String ORIGINAL_ALL = "ALAN_LC_ALL";

    private static final String OPTION = "-Duser.language=";

    private UserLocale() {}

    /** Sets the locale of this process, unless an option of the JVM has. */
    static void set() {
        Map<String, String> environment = System.getenv();
        if (JVM_OPTIONS.stream().anyMatch(name -> environment.getOrDefault(name, "").contains(OPTION))) {
            return;
        }
        Locale.setDefault(Locale.Category.DISPLAY, messages(environment, UserLocale::isSpoken));
        Locale.setDefault(Locale.Category.FORMAT, numbers(environment));
    }

    /**
     * {@return the language of what is said} {@code LANGUAGE} is a list; the first language in it that is spoken is taken. It counts only where the
     * locale is not {@code C}.
     *
     * @param environment of the process
     * @param spoken whether there is a translation into a language, ISO 639-1
     */
    static Locale messages(Map<String, String> environment, Predicate<String> spoken) {
        String name = first(environment, ALL, "LC_MESSAGES", "LANG");
        if (isC(name)) {
            return Locale.ENGLISH;
        }
        Stream<Locale> wanted = Stream.concat(Arrays.stream(environment.getOrDefault("LANGUAGE", "").split(":")), Stream.of(name))
                .filter(each -> !each.isBlank())
                .map(UserLocale::parse);
        List<Locale> all = wanted.collect(Collectors.toList());
        return all.stream().filter(each -> spoken.test(each.getLanguage())).findFirst().orElse(all.get(0));
    }

    /** {@return how numbers and dates are written} @param environment of the process */
    static Locale numbers(Map<String, String> environment) {
        String name = first(environment, ALL, "LC_NUMERIC", "LANG");
        return isC(name) ? Locale.ENGLISH : parse(name);
    }

    private static String first(Map<String, String> environment, String... names) {
        return Arrays.stream(names)
                .map(name -> name.equals(ALL) && environment.containsKey(ORIGINAL_ALL) ? ORIGINAL_ALL : name)
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("C");
    }

    private static boolean isC(String name) {
        return name.equals("POSIX") || name.equals("C") || name.startsWith("C.");
    }

    /** {@return the locale of a POSIX name} @param name {@code es_ES.UTF-8@euro} */
    private static Locale parse(String name) {
        String[] parts = name.replaceFirst("[.@].*", "").split("_");
        Locale.Builder locale = new Locale.Builder();
        try {
            locale.setLanguage(parts[0]);
            return parts.length > 1 ? locale.setRegion(parts[1]).build() : locale.build();
        } catch (IllformedLocaleException e) {
            return Locale.ENGLISH;
        }
    }

    private static boolean isSpoken(String language) {
        return language.equals(Locale.ENGLISH.getLanguage()) || UserLocale.class.getResource(language + ".po") != null;
    }
}
