package alan.shell;

import alan.api.home.HomeServer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The command of voice services for the home. */
@Component(name = "alan.shell.home", service = {}, immediate = true)
public final class HomeCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param server of the services
     */
    @Activate
    public HomeCommands(BundleContext context, @Reference HomeServer server) {
        registrations = new Registrations(context, Commands.home(server));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
