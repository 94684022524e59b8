package alan.companion;

import alan.api.companion.Sentences;
import alan.companion.text.SpeechText;
import java.util.List;

/** A text that is cut into sentences while it is being written. */
final class WrittenText implements Sentences {
    private final SpeechText text = new SpeechText();

    @Override
    public List<String> feed(String piece) {
        return text.feed(piece);
    }

    @Override
    public List<String> finish() {
        return text.finish();
    }
}
