package alan.companion;

import alan.api.AlanException;
import alan.api.companion.Persona;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A persona from a file {@code config/alan.persona-NAME.cfg}. */
@Component(name = ConfiguredPersona.PID, configurationPid = ConfiguredPersona.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = ConfiguredPersona.class)
@Designate(ocd = ConfiguredPersona.Config.class, factory = true)
public final class ConfiguredPersona {
    /** Factory PID. */
    public static final String PID = "alan.persona";

    /** By this property FileInstall says which file a configuration came from. */
    private static final String FILE_NAME = "felix.fileinstall.filename";

    private final String file;
    private final Persona persona;
    private final AlanException problem;

    /** Called by Declarative Services, once a file. */
    @Activate
    public ConfiguredPersona(Config config, Map<String, Object> properties) {
        Object origin = properties.getOrDefault(FILE_NAME, PID + "-*.cfg");
        file = "config/" + origin.toString().replaceFirst(".*/", "");
        String language = null;
        AlanException wrong = null;
        try {
            language = Languages.code(config.language());
        } catch (AlanException e) {
            wrong = new AlanException("The persona %s cannot answer: in %s, %s is no code of a language; write two letters (ISO 639-1), such as en"
                    + " or es.",
                    config.name().strip(), file, config.language().strip());
        }
        if (config.prompt().isBlank()) {
            wrong = new AlanException("The persona %s cannot answer, because it has no prompt; add a line \"prompt = …\" to %s.",
                    config.name().strip(), file);
        }
        if (config.name().isBlank()) {
            wrong = new AlanException("A persona without a name cannot be asked; add a line \"name = …\" to %s.", file);
        }
        problem = wrong;
        persona = new Persona(config.name().strip(), config.prompt().strip(), orNull(config.voice()), language);
    }

    /** {@return the persona; its name is empty when the file gives none} */
    public Persona persona() {
        return persona;
    }

    /** {@return the file that it comes from: {@code config/alan.persona-alba.cfg}} */
    String file() {
        return file;
    }

    /** @throws AlanException when the file is not fit for use */
    void check() throws AlanException {
        if (problem != null) {
            throw new AlanException(problem.text());
        }
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
        @AttributeDefinition(name = "prompt", description = "What the language model is told first.")
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
