package alan.config.probe;

import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A component of which there may be many. */
@Component(name = "alan.person", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Persona.Config.class, factory = true)
public final class Persona implements Supplier<Map<String, Object>> {
    private final Map<String, Object> seen;

    /** Its keys. */
    @ObjectClassDefinition(name = "Person")
    public @interface Config {
        /** {@return a text} */
        String name() default "";

        /** {@return a whole number} */
        int age() default 30;
    }

    /** @param config what was chosen */
    @Activate
    public Persona(Config config) {
        seen = Map.of("name", config.name(), "age", config.age());
    }

    @Override
    public Map<String, Object> get() {
        return seen;
    }
}
