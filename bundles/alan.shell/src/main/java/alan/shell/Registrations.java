package alan.shell;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * The commands of a group as services that Gogo picks up. Each is a {@link Function} of its own, for two reasons: Gogo calls
 * a method only by a name that Java allows, which {@code model-get} is not, and it would turn {@code 007} into a number on
 * the way to one.
 */
final class Registrations {
    private final List<ServiceRegistration<Function>> services = new ArrayList<>();

    /**
     * @param context of this bundle
     * @param commands by function
     */
    Registrations(BundleContext context, Map<String, Supplier<ShellCommand>> commands) {
        commands.forEach((function, command) -> {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(CommandProcessor.COMMAND_SCOPE, Commands.SCOPE);
            properties.put(CommandProcessor.COMMAND_FUNCTION, function);
            services.add(context.registerService(Function.class, new CommandFunction(command), properties));
        });
    }

    /** Takes them all back. */
    void close() {
        services.forEach(ServiceRegistration::unregister);
    }
}
