package alan.companion;

import java.util.LinkedHashMap;

/** Conversations by name. When there are too many, the one that was used least recently is forgotten. */
final class History {
    private final LinkedHashMap<String, Conversation> byName = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * {@return a conversation, new if its name is} A turn keeps what it got here: if the conversation is forgotten in mid-turn,
     * that turn is forgotten with it.
     *
     * @param name of the conversation; {@code null} for one that nobody will find again
     * @param most conversations that are kept
     */
    synchronized Conversation get(String name, int most) {
        if (name == null) {
            return new Conversation();
        }
        Conversation conversation = byName.computeIfAbsent(name, any -> new Conversation());
        var eldest = byName.keySet().iterator();
        while (byName.size() > most) {
            eldest.next();
            eldest.remove();
        }
        return conversation;
    }

    synchronized void forget(String name) {
        byName.remove(name);
    }
}
