package alan.phonemes;

import alan.api.AlanException;
import alan.api.phonemes.Clause;
import alan.api.phonemes.PhonemeReader;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The phonemizer. espeak-ng keeps its state in global variables, so there is one of these at a time and all its methods take
 * turns.
 */
final class Espeak implements AutoCloseable {
    /** {@code RTLD_NOW | RTLD_LOCAL} of Linux's {@code dlfcn.h}. */
    private static final int RTLD_NOW_LOCAL = 2;

    /** Control characters but for white space (a zero would end the text), halves of characters, and what has no meaning. */
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}&&\\S]+");

    /** espeak-ng says so where a foreign word begins and ends: {@code (en)}. */
    private static final Pattern LANGUAGE_SWITCH = Pattern.compile("\\([^)]*\\)?");

    private final EspeakLibrary library;
    private String voice;
    private boolean closed;

    /**
     * Starts espeak-ng.
     *
     * @param files its library and data
     * @throws AlanException when it cannot be started
     */
    Espeak(EspeakFiles files) throws AlanException {
        try {
            library = Native.load(files.library().toString(), EspeakLibrary.class, options());
        } catch (UnsatisfiedLinkError e) {
            throw new AlanException("The phonemizer %s cannot be loaded: delete the folder %s, which is then made anew, and make sure that programs "
                    + "may run from there.", files.library(), files.library().getParent(), e);
        }
        int rate = library.espeak_Initialize(
                EspeakLibrary.SYNCHRONOUS, 0, files.data().toString(), EspeakLibrary.DONT_EXIT);
        if (rate <= 0) {
            throw new AlanException("The phonemizer espeak-ng cannot read its data: delete the folder %s, which is then made anew.",
                    files.library().getParent());
        }
    }

    private static Map<String, Object> options() {
        Map<String, Object> options = new HashMap<>(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        if (Platform.isLinux()) {
            // JNA would make the symbols global: another copy of espeak-ng in this process would then use this one's variables.
            options.put(Library.OPTION_OPEN_FLAGS, RTLD_NOW_LOCAL);
        }
        return options;
    }

    /**
     * Reads a text.
     *
     * @param name of an espeak-ng voice: {@code en-us}
     * @param text a piece of text
     * @param tied whether the letters of one phoneme are joined
     * @return its clauses
     * @throws AlanException when there is no such voice, or this was closed
     */
    synchronized List<Clause> read(String name, String text, boolean tied) throws AlanException {
        if (closed) {
            throw unloaded();
        }
        if (!name.equals(voice)) {
            voice = null;
            if (library.espeak_SetVoiceByName(name) != 0) {
                throw new AlanException("The phonemizer espeak-ng knows no language \"%s\", which this voice needs; use another voice.", name);
            }
            voice = name;
        }
        byte[] utf8 = NOT_TEXT.matcher(text).replaceAll(" ").getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(utf8.length + 1L);
        memory.write(0, utf8, 0, utf8.length);
        memory.setByte(utf8.length, (byte) 0);
        try {
            return clauses(memory, utf8.length, tied ? EspeakLibrary.IPA | EspeakLibrary.TIE | PhonemeReader.TIE << 8 : EspeakLibrary.IPA);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /** {@return what a reader is told whose use has ended} */
    static AlanException unloaded() {
        return new AlanException("The phonemizer was unloaded while it was needed; ask again.");
    }

    private List<Clause> clauses(Memory text, int most, int alphabet) {
        List<Clause> clauses = new ArrayList<>();
        PointerByReference rest = new PointerByReference(text);
        IntByReference terminator = new IntByReference();
        // Every clause takes at least one byte; more clauses than bytes would mean that espeak-ng does not move on.
        for (int i = 0; i <= most && rest.getValue() != null; i++) {
            Pointer phonemes = library.espeak_TextToPhonemesWithTerminator(
                    rest, EspeakLibrary.UTF8, alphabet, terminator);
            if (phonemes != null) {
                String plain = LANGUAGE_SWITCH.matcher(phonemes.getString(0, "UTF-8")).replaceAll("");
                clauses.add(Terminators.clause(plain, terminator.getValue()));
            }
        }
        return clauses;
    }

    /** Frees espeak-ng's data. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            library.espeak_Terminate();
        }
    }
}
