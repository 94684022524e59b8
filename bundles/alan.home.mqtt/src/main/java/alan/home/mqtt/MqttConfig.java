package alan.home.mqtt;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code config/alan.home.mqtt.cfg}. */
@ObjectClassDefinition(name = "Alan: MQTT", description = "A headless node as a device in Home Assistant, by MQTT discovery.")
public @interface MqttConfig {
    /** {@return name or address of the broker} */
    @AttributeDefinition(name = "host", required = false, description = "Name or address of the MQTT broker, or mqtts://NAME for an encrypted connection; without one"
            + " nothing happens.")
    String host() default "";

    /** {@return its TCP port} */
    @AttributeDefinition(name = "port", description = "TCP port of the broker; 0 for the usual one, which is 1883, or 8883 when encrypted.", min = "0", max = "65535")
    int port() default 0;

    /** {@return who Alan is there} */
    @AttributeDefinition(name = "user", required = false, description = "User at the broker, where it knows any.")
    String user() default "";

    /** {@return what proves it} */
    @AttributeDefinition(name = "password", required = false, type = AttributeType.PASSWORD, description = "That user's password.")
    String password() default "";

    /** {@return the first part of the topics of discovery} */
    @AttributeDefinition(name = "prefix", description = "First part of the topics where Home Assistant looks for devices.")
    String prefix() default "homeassistant";

    /** {@return what the device is called} */
    @AttributeDefinition(name = "name", description = "What the device is called in Home Assistant; with several nodes, one name each.")
    String name() default "Alan";
}
