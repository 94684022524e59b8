package alan.enrol.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text, and how alike two words are. */
public final class Words {
    /** 10,000 and 1.234.567 are one number each; an apostrophe is part of its word. */
    private static final Pattern WORD = Pattern.compile("\\d{1,3}(?:[.,]\\d{3})+(?!\\d)|[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}]+)*");

    private Words() {}

    /** {@return the words, in order} @param text of any kind */
    public static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Word(sound(matcher.group()), matcher.start(), matcher.end()));
        }
        return Numbers.joined(words);
    }

    private static String sound(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).replaceAll("['’.,]", "");
    }

    /**
     * {@return how far two words are from each other: letters to insert, delete or replace (Levenshtein), for the letters of the longer one; 0 to 1}
     *
     * @param one a word's sound
     * @param other likewise
     */
    public static double distance(String one, String other) {
        if (one.equals(other)) {
            return 0;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()] / (double) Math.max(one.length(), other.length());
    }
}
