package alan.api.config;

import alan.api.text.Text;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says what is wrong with something in {@code config/}. A service; there may be several: one compares {@code *.cfg} with what the components say they can be configured with,
 * another reads {@code models.json}.
 *
 * <p>Whatever is wrong does no harm meanwhile: a value of the wrong type is kept from its component, which works with its default. The problem is shown for as long as it lasts.
 */
@ProviderType
public interface ConfigCheck {
    /** Name of the SLF4J marker of a log entry that says one of these problems: a headless node's terminal, which shows the problems, leaves it out. */
    String MARKER = "alan.config.problem";

    /** {@return what is wrong at present, by file; empty when all is well} Each is one sentence that names file, key and value, and says what would be right. */
    List<Text> problems();

    /**
     * {@return whether it has looked at all} What begins with the node looks when that has started, and nobody knows in which order; whoever tells people of problems waits for all.
     */
    default boolean hasLooked() {
        return true;
    }
}
