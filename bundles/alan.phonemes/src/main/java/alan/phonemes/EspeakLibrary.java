package alan.phonemes;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of espeak-ng's {@code speak_lib.h} that are needed. Not safe for use by several threads. {@code
 * espeak_TextToPhonemesWithTerminator}
 * is an addition of Piper's own build.
 */
interface EspeakLibrary extends Library {
    /** {@code AUDIO_OUTPUT_SYNCHRONOUS}: no sound device is opened. */
    int SYNCHRONOUS = 2;

    /** {@code espeakINITIALIZE_DONT_EXIT}: give an error rather than end the process when data is missing. */
    int DONT_EXIT = 0x8000;

    /** {@code espeakCHARS_UTF8}. */
    int UTF8 = 1;

    /** {@code espeakPHONEMES_IPA}. */
    int IPA = 2;

    /** {@code espeakPHONEMES_TIE}: the character in bits 8 to 23 stands between the letters of one phoneme. */
    int TIE = 0x80;

    int espeak_Initialize(int output, int bufferMs, String path, int options);

    int espeak_SetVoiceByName(String name);

    Pointer espeak_TextToPhonemesWithTerminator(PointerByReference text, int characters, int alphabet, IntByReference terminator);

    int espeak_Terminate();
}
