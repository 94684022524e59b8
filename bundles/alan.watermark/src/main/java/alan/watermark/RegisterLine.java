package alan.watermark;

import alan.api.watermark.Provenance.Source;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A line of the register: serial number, time, voice, engine, occasion, work, and CRC-32 of all that in hexadecimal, with tabs between. {@code \N} stands for
 * {@code null}; tab, line feed, carriage return and backslash are {@code \t}, {@code \n}, {@code \r} and {@code \\}, as in PostgreSQL's text format.
 *
 * @param serial number of the mark
 * @param source what was entered
 * @param work id of the work; {@code null} for a sound of its own
 */
record RegisterLine(int serial, Source source, String work) {
    private static final String NULL = "\\N";
    private static final int FIELDS = 7;

    /** {@return the line, with its end} */
    String text() {
        String content = String.join("\t", Integer.toString(serial), escaped(source.when() == null ? null : source.when().toString()),
                escaped(source.voice()), escaped(source.engine()), escaped(source.occasion()), escaped(work));
        return content + "\t" + sum(content) + "\n";
    }

    /** {@return what a line says; empty when it is not whole} @param line without its end */
    static Optional<RegisterLine> read(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS || !fields[FIELDS - 1].equals(sum(line.substring(0, line.lastIndexOf('\t'))))) {
            return Optional.empty();
        }
        try {
            String when = plain(fields[1]);
            Source source = new Source(when == null ? null : Instant.parse(when), plain(fields[2]), plain(fields[3]), plain(fields[4]));
            return Optional.of(new RegisterLine(Integer.parseInt(fields[0]), source, plain(fields[5])));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@return whether another line says the same, but for the time} @param other of the register */
    boolean isLike(RegisterLine other) {
        return serial == other.serial && Objects.equals(work, other.work) && Objects.equals(source.voice(), other.source.voice())
                && Objects.equals(source.engine(), other.source.engine()) && Objects.equals(source.occasion(), other.source.occasion());
    }

    private static String sum(String content) {
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    private static String escaped(String text) {
        return text == null ? NULL : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String plain(String field) {
        if (field.equals(NULL)) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                char next = field.charAt(++i);
                c = next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
            }
            text.append(c);
        }
        return text.toString();
    }
}
