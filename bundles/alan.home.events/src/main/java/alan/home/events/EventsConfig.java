package alan.home.events;

/** What this bundle reads of {@code config/alan.home.cfg}. */
public @interface EventsConfig {
    /** {@return TCP port; 0 for none} */
    int events_port() default 0;

    /** {@return address to listen on} */
    String events_bind() default "127.0.0.1";
}
