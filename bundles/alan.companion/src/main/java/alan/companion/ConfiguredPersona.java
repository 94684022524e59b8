package alan.companion;

import alan.api.companion.Persona;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A persona from a file {@code config/alan.persona-NAME.cfg}. */
@Component(name = ConfiguredPersona.PID, configurationPid = ConfiguredPersona.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = ConfiguredPersona.class)
@Designate(ocd = ConfiguredPersona.Config.class, factory = true)
public final class ConfiguredPersona {
    /** Factory PID. */
    public static final String PID = "alan.persona";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredPersona.class);

    private final Persona persona;

    /** Called by Declarative Services, once a file. */
    @Activate
    public ConfiguredPersona(Config config) {
        String language = orNull(config.language());
        persona = new Persona(
                config.name().strip(),
                config.prompt().strip(),
                orNull(config.voice()),
                language == null ? null : language.toLowerCase(Locale.ROOT).split("[-_]")[0]);
        if (persona.name().isEmpty()) {
            LOG.warn("A persona without a name cannot be asked; add a line \"name = ...\" to its file {}-*.cfg", PID);
        }
    }

    /** {@return the persona; its name is empty when the file gives none} */
    public Persona persona() {
        return persona;
    }

    private static String orNull(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The keys of the file. */
    @ObjectClassDefinition(name = "Alan: persona", description = "Somebody to talk to.")
    public @interface Config {
        /** {@return the name by which it is asked} */
        @AttributeDefinition(name = "name", description = "The name by which it is asked; unique.")
        String name() default "";

        /** {@return what the language model is told first} */
        @AttributeDefinition(name = "prompt", description = "What the language model is told first; may be empty.")
        String prompt() default "";

        /** {@return a voice's name} */
        @AttributeDefinition(name = "voice", description = "A voice's name; empty for the default of the language.",
                required = false)
        String voice() default "";

        /** {@return the language that it answers in} */
        @AttributeDefinition(name = "language",
                description = "ISO 639-1 code of the language that it answers in; empty for the question's.",
                required = false)
        String language() default "";
    }
}
