package alan.stt.whisper;

import alan.api.AlanException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The languages that Whisper knows, in the order of its language ids, and how its names for them differ from ISO 639. */
final class Languages {
    /** Whisper's codes by id (src/whisper.cpp, {@code g_lang}). The last one is known to the large v3 models only. */
    static final List<String> CODES = List.of((
                    "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur "
                            + "hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si "
                            + "km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln "
                            + "ha ba jw su yue")
            .split(" "));

    /** What others call a language, and what Whisper calls it. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("jv", "jw", "iw", "he", "in", "id", "ji", "yi", "nb", "no", "fil", "tl", "cmn", "zh");

    /** Written without spaces between words. OpenAI's tokenizer.py (split_to_word_tokens) treats the same ones apart. */
    private static final Set<String> WITHOUT_SPACES = Set.of("zh", "ja", "th", "lo", "my", "yue");

    private Languages() {}

    /** {@return ISO 639-1 codes of all of them} */
    static Set<String> iso() {
        Set<String> all = new LinkedHashSet<>();
        CODES.stream().map(Languages::toIso).filter(code -> code.length() == 2).forEach(all::add);
        return all;
    }

    /**
     * {@return Whisper's code}
     *
     * @param language ISO 639-1, perhaps with a region: {@code es}, {@code es-MX}
     * @throws AlanException when Whisper does not know it
     */
    static String toWhisper(String language) throws AlanException {
        String code = language.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        code = OTHER_NAMES.getOrDefault(code, code);
        if (!CODES.contains(code)) {
            throw new AlanException("Whisper does not know the language '%s'; give its two-letter ISO 639-1 code, such as en or es,"
                    + " or none to have it detected.", language);
        }
        return code;
    }

    /** {@return the ISO 639 code} @param whisper its own code */
    static String toIso(String whisper) {
        return whisper.equals("jw") ? "jv" : whisper;
    }

    /** {@return whether the language is written without spaces between words} @param whisper its own code */
    static boolean withoutSpaces(String whisper) {
        return WITHOUT_SPACES.contains(whisper);
    }
}
