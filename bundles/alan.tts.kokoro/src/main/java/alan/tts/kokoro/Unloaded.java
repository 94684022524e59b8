package alan.tts.kokoro;

import alan.api.AlanException;

/** What a reader is told whose engine has gone. */
final class Unloaded {
    private Unloaded() {}

    static AlanException exception() {
        return new AlanException("Kokoro was unloaded while it spoke; ask again.");
    }
}
