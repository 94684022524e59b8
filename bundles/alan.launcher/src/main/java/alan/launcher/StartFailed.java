package alan.launcher;

import alan.api.text.Text;

/** Alan cannot be started; the message is a sentence for the user. */
final class StartFailed extends Exception implements Text.Told {
    private static final long serialVersionUID = 1L;

    private final transient Text text;

    /** @param text what is wrong and what to do about it */
    StartFailed(Text text) {
        super(text.english());
        this.text = text;
    }

    /** {@return the sentence} */
    @Override
    public Text text() {
        return text;
    }
}
