package alan.shell;

import alan.api.audio.AudioDevices;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The commands of microphones and speakers. */
@Component(name = "alan.shell.devices", service = {}, immediate = true)
public final class DeviceCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param devices of this machine
     */
    @Activate
    public DeviceCommands(BundleContext context, @Reference AudioDevices devices) {
        registrations = new Registrations(context, Commands.devices(devices));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
