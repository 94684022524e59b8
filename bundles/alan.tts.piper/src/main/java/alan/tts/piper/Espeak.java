package alan.tts.piper;

import alan.api.AlanException;
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

/**
 * The phonemizer. espeak-ng keeps its state in global variables, so there is one of these at a time and all its methods take
 * turns.
 */
final class Espeak implements AutoCloseable {
    /** {@code RTLD_NOW | RTLD_LOCAL} of Linux's {@code dlfcn.h}. */
    private static final int RTLD_NOW_LOCAL = 2;

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
            throw new AlanException("The phonemizer of the Piper voices, " + files.library()
                    + ", cannot be loaded: delete the folder " + files.library().getParent()
                    + ", which is then made anew, and make sure that programs may run from there.", e);
        }
        int rate = library.espeak_Initialize(
                EspeakLibrary.SYNCHRONOUS, 0, files.data().toString(), EspeakLibrary.DONT_EXIT);
        if (rate <= 0) {
            throw new AlanException("The phonemizer of the Piper voices cannot read its data: delete the folder "
                    + files.library().getParent() + ", which is then made anew.");
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
     * @return its clauses
     * @throws AlanException when there is no such voice, or this was closed
     */
    synchronized List<Clause> read(String name, String text) throws AlanException {
        if (closed) {
            throw Unloaded.exception();
        }
        if (!name.equals(voice)) {
            voice = null;
            if (library.espeak_SetVoiceByName(name) != 0) {
                throw new AlanException("A Piper voice needs the phonemes of \"" + name
                        + "\", which espeak-ng does not know; use another voice.");
            }
            voice = name;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(utf8.length + 1L);
        memory.write(0, utf8, 0, utf8.length);
        memory.setByte(utf8.length, (byte) 0);
        try {
            return clauses(memory, utf8.length);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private List<Clause> clauses(Memory text, int most) {
        List<Clause> clauses = new ArrayList<>();
        PointerByReference rest = new PointerByReference(text);
        IntByReference terminator = new IntByReference();
        // Every clause takes at least one byte; more clauses than bytes would mean that espeak-ng does not move on.
        for (int i = 0; i <= most && rest.getValue() != null; i++) {
            Pointer phonemes = library.espeak_TextToPhonemesWithTerminator(
                    rest, EspeakLibrary.UTF8, EspeakLibrary.IPA, terminator);
            if (phonemes != null) {
                clauses.add(new Clause(phonemes.getString(0, "UTF-8"), terminator.getValue()));
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
