package alan.api.companion;

/**
 * Somebody to talk to: a file {@code config/alan.persona-NAME.cfg}.
 *
 * @param name unique
 * @param prompt what the language model is told first
 * @param voice a voice's name; {@code null} for the default of the language
 * @param language ISO 639-1 that it answers in; {@code null} for the question's
 */
public record Persona(String name, String prompt, String voice, String language) {}
