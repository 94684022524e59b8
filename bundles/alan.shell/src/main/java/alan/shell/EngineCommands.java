package alan.shell;

import alan.api.device.Devices;
import alan.api.engine.Engines;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The commands of the register of engines. */
@Component(name = "alan.shell.engines", service = {}, immediate = true)
public final class EngineCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param engines the register
     * @param devices what computes here; the commands are there without it, too
     */
    @Activate
    public EngineCommands(BundleContext context, @Reference Engines engines,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) Devices devices) {
        registrations = new Registrations(context, Commands.engines(engines, devices));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
