package alan.home;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code config/alan.home.cfg}. */
@ObjectClassDefinition(name = "Alan: home", description = "Alan as a voice service for Home Assistant.")
public @interface HomeConfig {
    /** {@return whether it listens} */
    @AttributeDefinition(name = "enabled", description = "Whether it listens at all.")
    boolean enabled() default true;

    /** {@return address to listen on} */
    @AttributeDefinition(name = "bind", description = "Address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for the whole network. The protocol"
            + " knows no passwords: whoever can reach the port can use it.")
    String bind() default "127.0.0.1";

    /** {@return TCP port} */
    @AttributeDefinition(name = "port", description = "TCP port of all services; 0 for any that is free.", min = "0", max = "65535")
    int port() default 10300;

    /** {@return who may connect} */
    @AttributeDefinition(name = "allow", required = false,
            description = "Addresses that may connect, such as 192.168.1.20, 192.168.1.0/24; empty for all. This machine always may.")
    String allow() default "";

    /** {@return name of the services} */
    @AttributeDefinition(name = "name", description = "Name under which the services are shown.")
    String name() default "Alan";

    /** {@return connections at the same time} */
    @AttributeDefinition(name = "connections", description = "Connections at the same time; beyond that the one that has been idle longest is closed.",
            min = "1", max = "1000")
    int connections() default 100;

    /** {@return seconds of sound} */
    @AttributeDefinition(name = "seconds", description = "Seconds of sound in one request to speech to text.", min = "1", max = "3600")
    int seconds() default 120;

    /** {@return characters of a text} */
    @AttributeDefinition(name = "characters", description = "Characters of one text to be spoken.", min = "1", max = "1000000")
    int characters() default 20_000;

    /** {@return requests that wait} */
    @AttributeDefinition(name = "queue", description = "Requests that may wait for speech to text, for a voice, and for the language model, each.", min = "0",
            max = "1000")
    int queue() default 20;

    /** {@return requests at the same time} */
    @AttributeDefinition(name = "together",
            description = "Requests of a kind that engines work on at the same time; more than 1 only helps with many cores.", min = "1", max = "64")
    int together() default 1;

    /** {@return seconds of idleness} */
    @AttributeDefinition(name = "idle.seconds", description = "Seconds after which a connection is closed on which nothing happens, also in the middle of a text that comes in pieces.", min = "1",
            max = "86400")
    int idle_seconds() default 300;

    /** {@return seconds in which a client must take something} */
    @AttributeDefinition(name = "write.seconds", description = "Seconds after which a connection is closed whose client does not take what it is sent.",
            min = "1", max = "3600")
    int write_seconds() default 20;

    /** {@return TCP port of the satellite} */
    @AttributeDefinition(name = "satellite.port", description = "TCP port on which a hub uses this machine's microphone and speaker as a Wyoming satellite,"
            + " 10700 as a rule; 0 for none.", min = "0", max = "65535")
    int satellite_port() default 0;

    /** {@return TCP port of the events} */
    @AttributeDefinition(name = "events.port", description = "TCP port of a WebSocket that tells lights, displays and buttons what the satellite is doing, 6055 as a rule;"
            + " 0 for none.", min = "0", max = "65535")
    int events_port() default 0;

    /** {@return address to listen on for the events} */
    @AttributeDefinition(name = "events.bind", description = "Address to listen on for the events; whoever can reach it can unmute the microphone.")
    String events_bind() default "127.0.0.1";

    /** {@return TCP port of the ESPHome satellite} */
    @AttributeDefinition(name = "esphome.port", description = "TCP port on which a hub uses this machine's microphone and speaker over ESPHome's native API, 6053 as a rule;"
            + " 0 for none.", min = "0", max = "65535")
    int esphome_port() default 0;

    /** {@return whether a hub must have a key for that} */
    @AttributeDefinition(name = "esphome.encryption", description = "Whether a hub must have the key that is in the data folder, in the file esphome-key.")
    boolean esphome_encryption() default true;
}
