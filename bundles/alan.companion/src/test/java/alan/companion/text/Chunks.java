package alan.companion.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ways to cut a text into pieces. */
final class Chunks {
    private Chunks() {}

    /** Whole, char by char, in two at every place, and at random places. */
    static List<List<String>> of(String text) {
        List<List<String>> ways = new ArrayList<>();
        ways.add(List.of(text));
        ways.add(text.chars().mapToObj(c -> String.valueOf((char) c)).toList());
        for (int i = 1; i < text.length(); i++) {
            ways.add(List.of(text.substring(0, i), text.substring(i)));
        }
        Random random = new Random(text.hashCode());
        for (int n = 0; n < 20; n++) {
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(7));
                pieces.add(text.substring(at, end));
                at = end;
            }
            ways.add(pieces);
        }
        return ways;
    }
}
