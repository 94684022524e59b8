package alan.api.text;

import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that Alan says to a person. It is written in English where the code says it, as with GNU gettext, and said in the reader's language where
 * the bundle brings a translation: a file {@code es.po} in the package of the class that says it, or in one above it.
 *
 * <p>The English is a pattern of {@link java.util.Formatter}; a translation may take the arguments in another order ({@code %2$s}). Without arguments it is taken as it
 * is, per cent signs and all. An argument that is itself a {@code Text}, or an exception with one, is said in the same language; one that is a {@link Locale} is
 * the name of its language there.
 */
public final class Text {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Class<?> room;
    private final Locale locale;
    private final String pattern;
    private final Object[] arguments;

    private Text(Class<?> room, Locale locale, String pattern, Object... arguments) {
        this.room = room;
        this.locale = locale;
        this.pattern = Objects.requireNonNull(pattern, "pattern");
        this.arguments = arguments;
    }

    /**
     * {@return a text of the class that calls this}
     *
     * @param pattern English; a constant, so that the build finds it and can tell whether it is translated
     * @param arguments for the pattern
     */
    public static Text of(String pattern, Object... arguments) {
        return new Text(STACK.getCallerClass(), null, pattern, arguments.clone());
    }

    /**
     * {@return a text of some class}
     *
     * @param room the class beside which the translation lies
     * @param pattern likewise
     * @param arguments likewise
     */
    public static Text of(Class<?> room, String pattern, Object... arguments) {
        return new Text(room, null, pattern, arguments.clone());
    }

    /**
     * {@return a sentence of the class that calls this, in the user's language at once} Short for {@code Text.of(…).toString()}.
     *
     * @param pattern likewise
     * @param arguments likewise
     */
    public static String tr(String pattern, Object... arguments) {
        return new Text(STACK.getCallerClass(), null, pattern, arguments).toString();
    }

    /**
     * {@return a text of whoever throws an exception} For constructors of exceptions, which are called by the class that has something to say.
     *
     * @param pattern likewise
     * @param arguments likewise
     */
    public static Text ofThrower(String pattern, Object... arguments) {
        Class<?> room = STACK.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .dropWhile(type -> type == Text.class || Throwable.class.isAssignableFrom(type))
                .findFirst()
                .orElse(Text.class));
        return new Text(room, null, pattern, arguments.clone());
    }

    /**
     * {@return this text bound to a language, whatever the user's is} So a question is answered in its own language.
     *
     * @param language of the reader
     */
    public Text in(Locale language) {
        return new Text(room, language, pattern, arguments);
    }

    /**
     * {@return what is said}
     *
     * @param language of the reader; English where there is no translation
     */
    public String say(Locale language) {
        String words = Translations.of(room, language).getOrDefault(pattern, pattern);
        if (arguments.length == 0) {
            return words;
        }
        Object[] said = Arrays.stream(arguments).map(each -> said(each, language)).toArray();
        try {
            return String.format(language, words, said);
        } catch (IllegalFormatException e) {
            // What went wrong must reach the person, even in a sentence that is wrong itself.
            return words + " " + Arrays.toString(said);
        }
    }

    private static Object said(Object argument, Locale language) {
        if (argument instanceof Text text) {
            return text.locale == null ? text.say(language) : text.toString();
        }
        if (argument instanceof Told told) {
            return said(told.text(), language);
        }
        return argument instanceof Locale named ? named.getDisplayLanguage(language) : argument;
    }

    /** {@return the English, for the log} */
    public String english() {
        return say(Locale.ENGLISH);
    }

    /** {@return what is said, in the language that this is bound to, or else the user's} */
    @Override
    public String toString() {
        return say(locale == null ? user() : locale);
    }

    /** {@return the user's language: the JVM's locale for display} */
    public static Locale user() {
        return Locale.getDefault(Locale.Category.DISPLAY);
    }

    /** Something that carries a text for people: an exception. */
    public interface Told {
        /** {@return what it has to say} */
        Text text();
    }
}
