package alan.home.satellite;

/** What this bundle reads of {@code config/alan.home.cfg}, which says the same for all that serves a hub. */
public @interface SatelliteConfig {
    /** {@return address to listen on} */
    String bind() default "127.0.0.1";

    /** {@return who may connect} */
    String allow() default "";

    /** {@return name, for people} */
    String name() default "Alan";

    /** {@return TCP port of the satellite; 0 for none} */
    int satellite_port() default 0;
}
