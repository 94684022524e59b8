package alan.api.engine;

import alan.api.AlanException;
import alan.api.text.Text;

/** No engine of a kind knows a language. The sentence says what to install. */
public class LanguageUnknownException extends AlanException {
    private static final long serialVersionUID = 1L;

    private final EngineKind kind;
    private final String language;

    /**
     * @param kind of engine
     * @param language that none of them knows, ISO 639-1
     * @param text for the person
     */
    public LanguageUnknownException(EngineKind kind, String language, Text text) {
        super(text);
        this.kind = kind;
        this.language = language;
    }

    /** {@return the kind of engine} */
    public EngineKind kind() {
        return kind;
    }

    /** {@return the language, ISO 639-1} */
    public String language() {
        return language;
    }
}
