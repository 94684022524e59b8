package alan.companion;

import java.util.LinkedHashMap;

/** Conversations by name. When there are too many, the one that was used least recently is forgotten. */
final class History {
    private static final int MOST_WITH_SOUND = 10;

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
        // A minute of sound takes 6 MB.
        byName.values().stream().limit(Math.max(0, byName.size() - MOST_WITH_SOUND)).forEach(Conversation::forgetSounds);
        return conversation;
    }

    /** Forgets how all of them sounded, since a voice may no longer be used. */
    synchronized void forgetSounds() {
        byName.values().forEach(Conversation::forgetSounds);
    }

    synchronized void forget(String name) {
        byName.remove(name);
    }
}
