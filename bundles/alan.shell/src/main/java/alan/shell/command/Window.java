package alan.shell.command;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.engine.Lease;
import alan.api.tts.ContextWindow;
import alan.api.tts.TextToSpeech;
import java.util.Optional;

/**
 * What a model has room for: as a loaded engine says, or else as CSM's is known to be, with a guess at the tokens of a text. The engine stays loaded until this is
 * closed, for it counts the tokens.
 *
 * @param lease on the engine that says so; {@code null} for the guess
 * @param room of it
 */
record Window(Lease<TextToSpeech> lease, ContextWindow room) implements AutoCloseable {
    // CSM's window and frames: docs/csm.md. A token of Llama's is four letters in English and three in other languages; a sample has the number of its speaker
    // and a token or two at either end besides.
    private static final int POSITIONS = 2_048;
    private static final double FRAMES_PER_SECOND = 12.5;
    private static final int BESIDE = 6;
    private static final int LETTERS_PER_TOKEN = 3;
    private static final ContextWindow GUESS = new ContextWindow(POSITIONS, FRAMES_PER_SECOND, BESIDE, text -> text.length() / LETTERS_PER_TOKEN + 1);

    /** {@return the window of an engine that is loaded now; none is loaded for this} @param holder who asks, as a lease is shown */
    static Window of(Engines engines, String holder) {
        for (EngineStatus engine : engines.list()) {
            if (engine.kind() != EngineKind.TTS || engine.state() != EngineStatus.State.READY) {
                continue;
            }
            try {
                Lease<TextToSpeech> lease = engines.lease(TextToSpeech.class, engine.fullName(), null, holder);
                Optional<ContextWindow> window = lease.engine().window();
                if (window.isPresent()) {
                    return new Window(lease, window.get());
                }
                lease.close();
            } catch (AlanException gone) {
                // It has been unloaded just now.
            }
        }
        return new Window(null, GUESS);
    }

    /** {@return the engine that says so; {@code null} for the guess} */
    String engine() {
        return lease == null ? null : lease.name();
    }

    /** {@return positions as seconds of sound} */
    double seconds(int positions) {
        return positions / room.positionsPerSecond();
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
