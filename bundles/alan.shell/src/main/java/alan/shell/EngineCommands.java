package alan.shell;

import alan.api.engine.Engines;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The commands of the register of engines. */
@Component(name = "alan.shell.engines", service = {}, immediate = true)
public final class EngineCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param engines the register
     */
    @Activate
    public EngineCommands(BundleContext context, @Reference Engines engines) {
        registrations = new Registrations(context, Commands.engines(engines));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
