package alan.tts.csm.command;

import alan.api.audio.AudioFiles;
import alan.tts.csm.tensor.BackendFactory;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code alan:csm-generate}, as Gogo finds it. */
@Component(name = "alan.tts.csm.generate", service = Function.class, property = {"osgi.command.scope=alan", "osgi.command.function=csm-generate"})
public final class GenerateFunction implements Function {
    private final AudioFiles files;
    private final Calls calls = new Calls();

    /** Not asked for by the constructor: they come and go while the command is there. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Map.Entry<Map<String, Object>, BackendFactory>> backends = List.of();

    /** @param files reads clips and writes the sound */
    @Activate
    public GenerateFunction(@Reference AudioFiles files) {
        this.files = files;
    }

    /** For tests. @param files reads clips and writes the sound @param backends with their service properties */
    GenerateFunction(AudioFiles files, List<Map.Entry<Map<String, Object>, BackendFactory>> backends) {
        this.files = files;
        this.backends = backends;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws CommandFailed {
        calls.call(session, arguments, new Generate(files, new Backends(backends)));
        return null;
    }

    @Deactivate
    void deactivate() {
        calls.close();
    }
}
