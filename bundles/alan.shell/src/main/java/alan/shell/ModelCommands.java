package alan.shell;

import alan.api.model.Models;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The commands of the model catalogue. */
@Component(name = "alan.shell.models", service = {}, immediate = true)
public final class ModelCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param models the catalogue
     */
    @Activate
    public ModelCommands(BundleContext context, @Reference Models models) {
        registrations = new Registrations(context, Commands.models(models));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
