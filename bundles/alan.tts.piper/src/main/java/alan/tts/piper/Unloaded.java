package alan.tts.piper;

import alan.api.AlanException;

/** What a reader is told whose engine has gone. */
final class Unloaded {
    private Unloaded() {}

    static AlanException exception() {
        return new AlanException("The Piper voices were unloaded while they spoke; ask again.");
    }
}
