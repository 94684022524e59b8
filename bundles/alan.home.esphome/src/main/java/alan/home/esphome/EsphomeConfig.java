package alan.home.esphome;

/** What this bundle reads of {@code config/alan.home.cfg}, which says the same for all that serves a hub. */
public @interface EsphomeConfig {
    /** {@return address to listen on} */
    String bind() default "127.0.0.1";

    /** {@return who may connect} */
    String allow() default "";

    /** {@return name, for people} */
    String name() default "Alan";

    /** {@return TCP port; 0 for none} */
    int esphome_port() default 0;

    /** {@return whether a hub must have a key} */
    boolean esphome_encryption() default true;
}
