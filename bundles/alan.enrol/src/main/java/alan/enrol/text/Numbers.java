package alan.enrol.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * English and Spanish number words become digits, so that "twenty-one", "veintiuno" and "21" are one word. Up to 999,999, in the usual way of saying
 * them; what is no well-formed number stays as many words as it was.
 */
final class Numbers {
    private static final Map<String, Integer> VALUES = new HashMap<>();
    private static final int THOUSAND = 1000;
    private static final int HUNDRED = 100;

    static {
        put(0, 1, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");
        put(20, 10, "twenty thirty forty fifty sixty seventy eighty ninety");
        put(0, 1, "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve"
                + " veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve");
        put(30, 10, "treinta cuarenta cincuenta sesenta setenta ochenta noventa");
        put(HUNDRED, HUNDRED, "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos");
        put(HUNDRED, HUNDRED, "cien doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas novecientas");
    }

    private final List<Word> words;
    private int at;

    private Numbers(List<Word> words) {
        this.words = words;
    }

    private static void put(int first, int step, String names) {
        int value = first;
        for (String name : names.split(" ")) {
            VALUES.put(name, value);
            value += step;
        }
    }

    /** {@return the words, those of a number joined to one} @param words as written */
    static List<Word> joined(List<Word> words) {
        Numbers numbers = new Numbers(words);
        List<Word> result = new ArrayList<>();
        while (numbers.at < words.size()) {
            result.add(numbers.next());
        }
        return result;
    }

    private Word next() {
        int first = at;
        int value = thousands();
        if (at == first) {
            return words.get(at++);
        }
        return new Word(Integer.toString(value), words.get(first).from(), words.get(at - 1).to());
    }

    private int thousands() {
        int first = at;
        int value = hundreds();
        boolean alone = at == first;
        if (is("thousand") && !alone || is("mil") && (alone || value > 1)) {
            at++;
            skipAnd();
            return THOUSAND * (alone ? 1 : value) + hundreds();
        }
        return value;
    }

    private int hundreds() {
        int value = 0;
        Integer here = value(at);
        // "A hundred" is a number, "a" alone is none.
        if ((is("one") || is("a") || here != null && here >= 1 && here < 10) && is(at + 1, "hundred")) {
            value = HUNDRED * (here == null ? 1 : here);
            at += 2;
        } else if (here != null && here >= HUNDRED) {
            value = here;
            at++;
        }
        if (value > 0) {
            skipAnd();
        }
        return value + tens();
    }

    private void skipAnd() {
        if (is("and") && value(at + 1) != null) {
            at++;
        }
    }

    private int tens() {
        Integer here = value(at);
        if (here == null || here >= HUNDRED) {
            return 0;
        }
        at++;
        if (here < 20 || here % 10 != 0) {
            return here;
        }
        int gap = is("y") ? 1 : 0;
        Integer unit = value(at + gap);
        if (unit != null && unit >= 1 && unit < 10) {
            at += gap + 1;
            return here + unit;
        }
        return here;
    }

    private boolean is(String sound) {
        return is(at, sound);
    }

    private boolean is(int index, String sound) {
        return index < words.size() && words.get(index).sound().equals(sound);
    }

    private Integer value(int index) {
        return index < words.size() ? VALUES.get(words.get(index).sound()) : null;
    }
}
