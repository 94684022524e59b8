package alan.tts.csm.command;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** {@code alan:csm-info}, as Gogo finds it. A function, for Gogo calls a method only by a name that Java allows. */
@Component(name = "alan.tts.csm.info", service = Function.class, property = {"osgi.command.scope=alan", "osgi.command.function=csm-info"})
public final class InfoFunction implements Function {
    private final Calls calls = new Calls();

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws CommandFailed {
        calls.call(session, arguments, new Info());
        return null;
    }

    @Deactivate
    void deactivate() {
        calls.close();
    }
}
