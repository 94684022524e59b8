package alan.shell;

import alan.api.audio.AudioFiles;
import alan.api.identity.Installation;
import alan.api.watermark.Provenance;
import alan.api.watermark.Watermark;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The command that looks for marks. */
@Component(name = "alan.shell.watermark", service = {}, immediate = true)
public final class WatermarkCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param files read sound
     * @param watermark finds marks
     * @param register knows what was spoken
     * @param installation this one
     */
    @Activate
    public WatermarkCommands(BundleContext context, @Reference AudioFiles files, @Reference Watermark watermark, @Reference Provenance register,
            @Reference Installation installation) {
        registrations = new Registrations(context, Commands.watermark(files, watermark, register, installation));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
