package alan.companion.text;

import java.util.Locale;
import java.util.Set;

/** What a full stop after a word means: English and Spanish abbreviations, and words that begin sentences. */
final class Abbreviations {
    /** What may follow a word with a full stop. */
    enum Kind {
        /** An ordinary word: the sentence ends. */
        NONE,
        /** Something always follows that belongs to it: {@code Dr. Watson}. */
        TITLE,
        /** A number follows that belongs to it: {@code pág. 12}; otherwise an ordinary word. */
        NUMBERED,
        /** May end a sentence or not: {@code U.S.}, {@code Inc.}, an initial. */
        EITHER
    }

    private static final Set<String> TITLES = Set.of(
            "mr", "mrs", "dr", "drs", "prof", "messrs", "mme", "mlle", "sr", "sra", "srta", "sres", "sras", "dra", "dña", "dn",
            "lic", "ing", "arq", "profa", "mons", "sta", "sto", "mtro", "mtra", "e.g", "i.e", "eg", "ie", "p.ej", "ej", "vs",
            "cf", "viz", "v.gr", "approx", "aprox", "mt");

    private static final Set<String> NUMBERED = Set.of(
            "no", "nos", "nº", "núm", "núms", "num", "n", "p", "pp", "pg", "pág", "págs", "pag", "fig", "figs", "art", "arts",
            "vol", "vols", "cap", "caps", "ch", "sec", "eq", "tel", "tlf", "tfno", "ext", "ca", "c", "apt", "ed", "s", "ss", "km");

    /** Words before a number in Roman numerals: {@code s. XX}. Not {@code no}: "No. VIP guests only." */
    private static final Set<String> ROMAN_NUMBERED = Set.of("s", "ss", "cap", "caps", "vol", "vols", "art", "arts", "fig", "pág", "págs", "ch", "p",
            "pp");

    private static final Set<String> EITHER = Set.of(
            "ms", "rev", "gen", "col", "sgt", "capt", "lt", "gov", "sen", "rep", "inc", "ltd", "co", "corp", "jr", "bros", "st",
            "ave", "blvd", "rd", "dept", "univ", "esq", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
            "dec", "ene", "abr", "ago", "dic", "av", "avda", "apdo", "ud", "uds", "vd", "vds", "cía", "dpto", "depto", "admón",
            "ph.d", "pdta", "izq", "dcha");

    /** Look like initials, but a capital letter after them begins a sentence. */
    private static final Set<String> ORDINARY = Set.of("a.m", "p.m", "a. m", "p. m");

    private static final Set<String> STARTERS = Set.of(
            "the", "this", "that", "these", "those", "it", "its", "he", "she", "they", "we", "you", "i", "my", "his", "her",
            "their", "our", "your", "there", "here", "in", "on", "at", "a", "an", "as", "and", "but", "or", "so", "if", "when",
            "while", "what", "who", "where", "why", "how", "which", "then", "however", "also", "after", "before", "because",
            "for", "from", "with", "to", "by", "is", "are", "was", "do", "does", "did", "can", "no", "not", "yes", "let", "today",
            "now", "some", "many", "most", "all", "one", "another", "although", "since", "both", "please", "next", "later", "el",
            "la", "los", "las", "lo", "un", "una", "unos", "unas", "es", "son", "en", "de", "del", "al", "y", "o", "pero", "si",
            "sí", "cuando", "como", "cómo", "qué", "que", "quién", "dónde", "por", "para", "con", "sin", "su", "sus", "mi", "mis",
            "tu", "tus", "esto", "eso", "este", "esta", "estos", "estas", "ese", "esa", "ella", "ellos", "ellas", "él", "yo",
            "tú", "nosotros", "usted", "ustedes", "hay", "hoy", "ahora", "así", "también", "además", "después", "luego",
            "entonces", "aunque", "porque", "según", "se", "me", "te", "nos", "le", "les", "ya", "aquí", "allí", "todo", "todos",
            "muchos", "otra", "otro", "cada", "está", "están", "fue", "era", "tiene");

    private Abbreviations() {}

    /**
     * {@return what a word before a full stop is}
     *
     * @param word without that full stop: {@code e.g}
     */
    static Kind of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (ORDINARY.contains(lower)) {
            return Kind.NONE;
        }
        if (TITLES.contains(lower) || word.equals("D")) {
            return Kind.TITLE;
        }
        if (isInitials(word) || EITHER.contains(lower)) {
            return Kind.EITHER;
        }
        return NUMBERED.contains(lower) ? Kind.NUMBERED : Kind.NONE;
    }

    /** {@return whether a number in Roman numerals may follow a word and belong to it} */
    static boolean isRomanNumbered(String word) {
        return ROMAN_NUMBERED.contains(word.toLowerCase(Locale.ROOT));
    }

    /** {@return whether a sentence often begins with this word} */
    static boolean isStarter(String word) {
        return STARTERS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** {@code J}, {@code U.S}, {@code a.C}, {@code EE} and {@code UU}: letters that stand for words. */
    private static boolean isInitials(String word) {
        int length = word.length();
        if (length == 1) {
            return Character.isUpperCase(word.charAt(0));
        }
        if (length == 2 && word.charAt(0) == word.charAt(1)) {
            return Character.isUpperCase(word.charAt(0));
        }
        for (int i = 0; i < length; i++) {
            char c = word.charAt(i);
            if (i % 2 == 0 ? !Character.isLetter(c) : c != '.') {
                return false;
            }
        }
        return length % 2 == 1;
    }
}
