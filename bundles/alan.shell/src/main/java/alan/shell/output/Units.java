package alan.shell.output;

import alan.api.text.Text;
import java.text.DecimalFormatSymbols;

/** Numbers and texts as people read them in a table. */
public final class Units {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Units() {}

    /**
     * {@return a size in decimal units: {@code 98.4 MB}}
     *
     * @param bytes the size
     */
    public static String bytes(double bytes) {
        if (bytes < KILO) {
            return format("%.0f B", bytes);
        }
        if (bytes < MEGA) {
            return format("%.1f kB", bytes / KILO);
        }
        return bytes < GIGA ? format("%.1f MB", bytes / MEGA) : format("%.2f GB", bytes / GIGA);
    }

    /**
     * {@return seconds, or a ratio of seconds, with two decimals; nothing for what did not happen}
     *
     * @param seconds or {@code null}
     */
    public static String seconds(Double seconds) {
        return seconds == null ? "" : format("%.2f", seconds);
    }

    /**
     * {@return about how long something takes: {@code 45 s}, {@code 3 min 20 s}, {@code 2 h 5 min}}
     *
     * @param seconds not negative
     */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return format("%d s", whole);
        }
        return whole < HOUR ? format("%d min %d s", whole / MINUTE, whole % MINUTE) : format("%d h %d min", whole / HOUR, whole % HOUR / MINUTE);
    }

    /**
     * {@return a text in one line, its end left out where it is too long}
     *
     * @param text or {@code null}
     * @param most characters
     */
    public static String shorten(String text, int most) {
        String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }

    /**
     * {@return a number as the user writes it; whatever is none as it is}
     *
     * @param text in English, such as {@code 0.5}
     */
    public static String number(String text) {
        char point = DecimalFormatSymbols.getInstance(Text.user()).getDecimalSeparator();
        return text.matches("-?\\d+\\.\\d+") ? text.replace('.', point) : text;
    }

    /**
     * {@return a text with numbers as the user writes them}
     *
     * @param format as in {@link String#format}
     * @param values likewise
     */
    public static String format(String format, Object... values) {
        return String.format(Text.user(), format, values);
    }
}
