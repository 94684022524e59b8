package alan.api.config;

import alan.api.AlanException;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Writes into {@code config/} what somebody has chosen elsewhere than in an editor. A service. */
@ProviderType
public interface ConfigWriter {
    /**
     * Writes keys of {@code config/PID.cfg} and brings them into effect at once; everything else in the file, comments too, stays as it is.
     *
     * @param pid of the configuration
     * @param values by key
     * @throws AlanException when the file cannot be written; nothing has changed then
     */
    void write(String pid, Map<String, String> values) throws AlanException;
}
