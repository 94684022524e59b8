package alan.api.text.deep;

import alan.api.AlanException;
import alan.api.text.Text;

/** Says things from a package that has no translations of its own. */
public final class Below {
    private Below() {}

    /** {@return what the package above translates} */
    public static Text text() {
        return Text.of("The model %s is not installed.", "piper");
    }

    /** {@return an exception that somebody else will throw} */
    public static AlanException exception() {
        return new AlanException("The model %s is not installed.", "piper");
    }
}
