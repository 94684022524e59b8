package alan.language;

import java.lang.Character.UnicodeScript;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The languages that a text may be in, by the script that it is written in: OpenNLP's code (ISO 639-3, mostly) and ISO 639-1. */
final class Candidates {
    private static final Map<UnicodeScript, Map<String, String>> BY_SCRIPT = Map.ofEntries(
            Map.entry(UnicodeScript.LATIN, codes(
                    "eng=en spa=es cat=ca eus=eu glg=gl fra=fr ita=it por=pt deu=de nld=nl dan=da swe=sv nob=no fin=fi ekk=et lvs=lv lit=lt"
                            + " pol=pl ces=cs slk=sk slv=sl hrv=hr hun=hu ron=ro tur=tr sqi=sq cym=cy gle=ga isl=is vie=vi ind=id")),
            Map.entry(UnicodeScript.CYRILLIC, codes("rus=ru ukr=uk bul=bg srp=sr mkd=mk bel=be")),
            Map.entry(UnicodeScript.ARABIC, codes("ara=ar pes=fa urd=ur")),
            Map.entry(UnicodeScript.DEVANAGARI, codes("hin=hi mar=mr nep=ne")),
            Map.entry(UnicodeScript.GREEK, codes("ell=el")),
            Map.entry(UnicodeScript.HEBREW, codes("heb=he")),
            Map.entry(UnicodeScript.HAN, codes("cmn=zh")),
            Map.entry(UnicodeScript.HIRAGANA, codes("jpn=ja")),
            Map.entry(UnicodeScript.KATAKANA, codes("jpn=ja")),
            Map.entry(UnicodeScript.HANGUL, codes("kor=ko")),
            Map.entry(UnicodeScript.THAI, codes("tha=th")),
            Map.entry(UnicodeScript.ARMENIAN, codes("hye=hy")),
            Map.entry(UnicodeScript.GEORGIAN, codes("kat=ka")),
            Map.entry(UnicodeScript.BENGALI, codes("ben=bn")),
            Map.entry(UnicodeScript.TAMIL, codes("tam=ta")),
            Map.entry(UnicodeScript.TELUGU, codes("tel=te")));

    private Candidates() {}

    private static Map<String, String> codes(String pairs) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (String pair : pairs.split(" ")) {
            codes.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return codes;
    }

    /** {@return ISO 639-1 by OpenNLP's code; empty for a script that nothing is known of} */
    static Map<String, String> of(UnicodeScript script) {
        return BY_SCRIPT.getOrDefault(script, Map.of());
    }

    /** {@return all of them, ISO 639-1} */
    static Set<String> all() {
        Set<String> all = new LinkedHashSet<>();
        BY_SCRIPT.values().forEach(codes -> all.addAll(codes.values()));
        return all;
    }
}
