package alan.tts.csm.text;

import java.text.Normalizer;

/** What of a text can be said: characters composed, white space made single, and neither pictures nor what only a screen understands. */
public final class Speakable {
    /** Symbols before it are said ("°", "©"); those from it on are arrows, signs and emoji. */
    private static final int PICTURES = 0x2190;
    private static final int FIRST_SELECTOR = 0xFE00;
    private static final int LAST_SELECTOR = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    private Speakable() {}

    /** {@return the text without what cannot be said; empty if nothing is left to say} @param text anything */
    public static String of(String text) {
        StringBuilder said = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(each -> {
            if (Character.isWhitespace(each) || Character.isSpaceChar(each)) {
                if (!said.isEmpty() && said.charAt(said.length() - 1) != ' ') {
                    said.append(' ');
                }
            } else if (isSaid(each)) {
                said.appendCodePoint(each);
            }
        });
        return said.codePoints().anyMatch(Character::isLetterOrDigit) ? said.toString().strip() : "";
    }

    private static boolean isSaid(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL -> codePoint < PICTURES;
            default -> codePoint != KEYCAP && (codePoint < FIRST_SELECTOR || codePoint > LAST_SELECTOR);
        };
    }
}
