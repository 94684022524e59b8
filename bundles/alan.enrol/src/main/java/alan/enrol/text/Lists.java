package alan.enrol.text;

import alan.api.AlanException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lines to read and words of sentences, in files of this bundle. */
public final class Lists {
    private Lists() {}

    /** {@return lines to read aloud, together about two minutes} @param language of them @throws AlanException when there are none */
    public static List<String> lines(Locale language) throws AlanException {
        return read("lines", language);
    }

    /** {@return words that sound like no other one of them} @param language of them @throws AlanException when there are none */
    public static List<String> words(Locale language) throws AlanException {
        return read("words", language).stream().flatMap(line -> Arrays.stream(line.split(" +"))).toList();
    }

    private static List<String> read(String what, Locale language) throws AlanException {
        String name = what + "-" + language.getLanguage() + ".txt";
        try (InputStream in = Lists.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AlanException("There is nothing to read aloud in %s here, only in English and Spanish: --language en or --language es.", language);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
