package alan.tts.csm.command;

import alan.api.text.Text;

/** Numbers as people read them. */
final class Units {
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Units() {}

    /** {@return a size in decimal units: {@code 98.4 MB}} @param bytes the size */
    static String bytes(double bytes) {
        if (bytes < KILO) {
            return format("%.0f B", bytes);
        }
        if (bytes < MEGA) {
            return format("%.1f kB", bytes / KILO);
        }
        return bytes < GIGA ? format("%.1f MB", bytes / MEGA) : format("%.2f GB", bytes / GIGA);
    }

    /** {@return numbers as the user writes them} @param format as in {@link String#format} @param values likewise */
    static String format(String format, Object... values) {
        return String.format(Text.user(), format, values);
    }
}
