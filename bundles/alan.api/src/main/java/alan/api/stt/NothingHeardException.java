package alan.api.stt;

import alan.api.AlanException;

/** There was no speech in the sound, or none that could be understood. */
public class NothingHeardException extends AlanException {
    private static final long serialVersionUID = 1L;

    /**
     * @param sentence for the person, as in {@link AlanException}
     * @param arguments likewise
     */
    public NothingHeardException(String sentence, Object... arguments) {
        super(sentence, arguments);
    }
}
