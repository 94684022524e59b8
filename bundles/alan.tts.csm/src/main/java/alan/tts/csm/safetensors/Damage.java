package alan.tts.csm.safetensors;

import alan.api.AlanException;
import alan.api.text.Text;
import java.nio.file.Path;

/** The sentences about files of a checkpoint that cannot be used. */
public final class Damage {
    private Damage() {}

    /** A file is not as it was written. @param file which @param what is wrong */
    public static AlanException damaged(Path file, Text what) {
        return new AlanException("The checkpoint file %s is damaged: %s; fetch it again.", file.getFileName(), what);
    }

    /** A file is whole, but not of CSM, or of a kind that is not known here. @param file which @param what it is */
    public static AlanException foreign(Path file, Text what) {
        return new AlanException("The checkpoint file %s cannot be used: %s.", file.getFileName(), what);
    }

    /** A file cannot be read. @param file which @param cause of it */
    public static AlanException unreadable(Path file, Exception cause) {
        return new AlanException("The checkpoint file %s cannot be read; see whether it is there and may be read.", file, cause);
    }
}
