package alan.home.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code config/alan.home.health.cfg}. */
@ObjectClassDefinition(name = "Alan: health of a node", description = "Whether a node works, and what it has done, over HTTP.")
public @interface HealthConfig {
    /** {@return whether it listens} */
    @AttributeDefinition(name = "enabled", description = "Whether it listens at all.")
    boolean enabled() default true;

    /** {@return address to listen on} */
    @AttributeDefinition(name = "bind", description = "Address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for the whole network. It knows no passwords.")
    String bind() default "127.0.0.1";

    /** {@return TCP port} */
    @AttributeDefinition(name = "port", description = "TCP port; 0 for any that is free.", min = "0", max = "65535")
    int port() default 10380;
}
