package alan.config.probe;

import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A component that tells how it was configured. */
@Component(name = "alan.probe", property = "alan.engine=probe")
@Designate(ocd = Probe.Config.class)
public final class Probe implements Supplier<Map<String, Object>> {
    private final Map<String, Object> seen;

    /** A key of the kinds that Alan's components have. */
    @ObjectClassDefinition(name = "Probe")
    public @interface Config {
        /** {@return a whole number} */
        @AttributeDefinition(min = "0", max = "64")
        int threads() default 3;

        /** {@return a number} */
        double speed() default 1.5;

        /** {@return yes or no} */
        boolean loud() default true;

        /** {@return a text} */
        String model() default "base";
    }

    /** @param config what was chosen */
    @Activate
    public Probe(Config config) {
        seen = Map.of("threads", config.threads(), "speed", config.speed(), "loud", config.loud(), "model", config.model());
    }

    @Override
    public Map<String, Object> get() {
        return seen;
    }
}
