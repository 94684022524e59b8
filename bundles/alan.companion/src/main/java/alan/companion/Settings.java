package alan.companion;

import alan.api.llm.GenerationOptions;
import java.util.List;

/**
 * What the configuration says, brought into range.
 *
 * @param persona name of the default persona
 * @param maxTokens of an answer, at least 1
 * @param temperature 0 for greedy
 * @param topP in (0, 1]
 * @param repeatPenalty above 0; 1 for none
 * @param seed for sampling; {@code null} for a new one each time
 * @param historyTokens that a prompt with history may have; 0 for as many as fit
 * @param conversations that are remembered, at least 1
 * @param keepTurns records that are kept
 * @param pause silence between sentences, in seconds
 * @param takes of a sentence, at least 1
 * @param shownSeconds of a conversation's sound that an engine is shown that imitates; 0 for none
 */
record Settings(
        String persona,
        int maxTokens,
        double temperature,
        double topP,
        double repeatPenalty,
        Long seed,
        int historyTokens,
        int conversations,
        int keepTurns,
        double pause,
        int takes,
        int shownSeconds) {

    private static final double LONGEST_PAUSE = 10;

    Settings {
        persona = persona == null || persona.isBlank() ? Personas.BUILT_IN.name() : persona.strip();
        maxTokens = Math.max(1, maxTokens);
        temperature = Math.max(0, temperature);
        topP = topP > 0 && topP <= 1 ? topP : 1;
        repeatPenalty = repeatPenalty > 0 ? repeatPenalty : 1;
        historyTokens = Math.max(0, historyTokens);
        conversations = Math.max(1, conversations);
        keepTurns = Math.max(0, keepTurns);
        pause = Math.max(0, Math.min(LONGEST_PAUSE, pause));
        takes = Math.max(1, takes);
        shownSeconds = Math.max(0, shownSeconds);
    }

    static Settings of(CompanionComponent.Config config) {
        return new Settings(
                config.persona(),
                config.max_tokens(),
                config.temperature(),
                config.top_p(),
                config.repeat_penalty(),
                config.seed() < 0 ? null : config.seed(),
                config.history_tokens(),
                config.history_conversations(),
                config.keep_turns(),
                config.sentence_pause(),
                config.takes(),
                config.shown_seconds());
    }

    /** {@return how an answer of at most so many tokens is sampled} */
    GenerationOptions generation(int tokens) {
        return new GenerationOptions(tokens, temperature, topP, repeatPenalty, seed, List.of());
    }
}
