package alan.companion;

import alan.api.AlanException;
import alan.api.companion.DefaultVoice;
import alan.api.config.ConfigWriter;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** The voice that {@code config/alan.companion.cfg} names. */
@Component(name = "alan.companion.voice", configurationPid = CompanionComponent.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL, service = DefaultVoice.class)
public final class HouseVoice implements DefaultVoice {
    private static final String KEY = "voice";

    private final ConfigWriter writer;
    private volatile String name;

    /**
     * Called by Declarative Services.
     *
     * @param writer remembers the choice
     * @param config the keys of the companion, of which one is looked at
     */
    @Activate
    public HouseVoice(@Reference ConfigWriter writer, CompanionComponent.Config config) {
        this.writer = writer;
        this.name = nameIn(config.voice());
    }

    /** A change does not make another service: whoever speaks goes on. @param config likewise */
    @Modified
    void modified(CompanionComponent.Config config) {
        name = nameIn(config.voice());
    }

    private static String nameIn(String written) {
        return written == null || written.isBlank() ? null : written.strip();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void use(String wanted) throws AlanException {
        writer.write(CompanionComponent.PID, Map.of(KEY, wanted == null ? "" : wanted));
        // The configuration comes by another thread; who asks now is to hear what was chosen.
        name = nameIn(wanted);
    }
}
