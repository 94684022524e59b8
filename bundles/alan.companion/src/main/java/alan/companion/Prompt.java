package alan.companion;

import alan.api.AlanException;
import alan.api.llm.LanguageModel;
import alan.api.llm.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What a language model is given: as much of the conversation as fits, the newest of it.
 *
 * @param messages the system prompt, if there is one, pairs of question and answer, then the question
 * @param maxTokens that the answer may have
 */
record Prompt(List<Message> messages, int maxTokens) {
    /**
     * Fits a conversation into a model's context. The oldest pairs are left out first, the system prompt never.
     *
     * @param model counts
     * @param system what the model is told first; may be empty
     * @param pairs earlier questions and answers, the oldest first
     * @param question the new one
     * @param settings how long an answer and a prompt may be
     * @throws AlanException when the question does not fit even alone
     */
    static Prompt fit(LanguageModel model, String system, List<Conversation.Pair> pairs, String question,
            Settings settings) throws AlanException {
        int context = model.contextLength();
        // An answer length beyond the context is a slip of configuration; half of it then is for the question.
        int maxTokens = Math.max(1, Math.min(settings.maxTokens(), context / 2));
        int budget = context - maxTokens;
        int withHistory = settings.historyTokens() == 0 ? budget : Math.min(budget, settings.historyTokens());

        int fits = 0;
        int most = pairs.size();
        int attempt = most;
        while (fits < most) {
            if (model.countTokens(messages(system, newest(pairs, attempt), question)) <= withHistory) {
                fits = attempt;
            } else {
                most = attempt - 1;
            }
            attempt = (fits + most + 1) / 2;
        }
        List<Message> messages = messages(system, newest(pairs, fits), question);
        if (fits == 0) {
            checkAlone(model.countTokens(messages), budget);
        }
        return new Prompt(messages, maxTokens);
    }

    private static void checkAlone(int tokens, int budget) throws AlanException {
        if (tokens > budget) {
            throw new AlanException("The question is too long: with the persona's prompt it has %s tokens, and the language model takes %s; ask a"
                    + " shorter one, or use a model with a longer context.", tokens, budget);
        }
    }

    private static List<Conversation.Pair> newest(List<Conversation.Pair> pairs, int count) {
        return pairs.subList(pairs.size() - count, pairs.size());
    }

    private static List<Message> messages(String system, List<Conversation.Pair> pairs, String question) {
        List<Message> messages = new ArrayList<>();
        if (!system.isBlank()) {
            messages.add(Message.system(system));
        }
        for (Conversation.Pair pair : pairs) {
            messages.add(Message.user(pair.question()));
            messages.add(Message.assistant(pair.answer()));
        }
        messages.add(Message.user(question));
        return List.copyOf(messages);
    }
}
