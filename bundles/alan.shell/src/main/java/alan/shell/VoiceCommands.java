package alan.shell;

import alan.api.engine.Engines;
import alan.api.voice.VoiceProfiles;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The commands of people's voices, on a node that keeps some. */
@Component(name = "alan.shell.voices", service = {}, immediate = true)
public final class VoiceCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param profiles the voices
     * @param engines know what a model has room for
     */
    @Activate
    public VoiceCommands(BundleContext context, @Reference VoiceProfiles profiles, @Reference Engines engines) {
        registrations = new Registrations(context, Commands.voices(profiles, engines));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
