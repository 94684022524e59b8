package alan.config;

import java.io.IOException;
import java.util.List;

/** A component that does not exist, with a key of every kind: {@code everything.xml}. */
final class Everything {
    private Everything() {}

    /** {@return {@code alan.everything} and {@code alan.many}} */
    static List<Designation> designations() {
        try {
            return Designations.read(Everything.class.getResource("everything.xml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Setting setting(String key, Object value) {
        return new Setting("a.cfg", designations().get(0).keys().get(key), value);
    }
}
