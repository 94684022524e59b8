package alan.shell;

import alan.api.Home;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.engine.Engines;
import alan.api.model.Models;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The commands that need the companion. */
@Component(name = "alan.shell.conversation", service = {}, immediate = true)
public final class ConversationCommands {
    private final Registrations registrations;

    /**
     * @param context of this bundle
     * @param companion that the commands talk to
     * @param engines likewise
     * @param models likewise
     * @param files likewise
     * @param devices likewise
     */
    @Activate
    public ConversationCommands(
            BundleContext context,
            @Reference Companion companion,
            @Reference Engines engines,
            @Reference Models models,
            @Reference AudioFiles files,
            @Reference AudioDevices devices) {
        Path data = Path.of(context.getProperty(Home.DATA));
        registrations =
                new Registrations(context, Commands.conversation(companion, engines, models, files, devices, data));
    }

    @Deactivate
    void deactivate() {
        registrations.close();
    }
}
