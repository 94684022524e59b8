package alan.shell;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The commands that need nothing. */
@Component(name = "alan.shell.help", service = {}, immediate = true)
public final class HelpCommands {
    private final Registrations registrations;

    /** @param context of this bundle */
    @Activate
    public HelpCommands(BundleContext context) {
        registrations = new Registrations(context, Commands.help());
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
