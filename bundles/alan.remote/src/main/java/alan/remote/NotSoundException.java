package alan.remote;

import alan.api.text.Text;
import java.io.IOException;

/** What came is not the sound that was asked for. */
final class NotSoundException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Text what;

    /** @param what it is instead, as it stands in a sentence */
    NotSoundException(Text what) {
        super(what.english());
        this.what = what;
    }

    Text what() {
        return what;
    }
}
