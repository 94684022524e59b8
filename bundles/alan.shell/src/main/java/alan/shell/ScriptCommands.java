package alan.shell;

import alan.api.perform.Performances;
import alan.api.perform.ScriptWriter;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The commands of scripts for several voices. */
@Component(name = "alan.shell.scripts", service = {}, immediate = true)
public final class ScriptCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param performances that the commands have scripts spoken by
     * @param writer likewise, written
     */
    @Activate
    public ScriptCommands(BundleContext context, @Reference Performances performances, @Reference ScriptWriter writer) {
        registrations = new Registrations(context, Commands.scripts(performances, writer));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
