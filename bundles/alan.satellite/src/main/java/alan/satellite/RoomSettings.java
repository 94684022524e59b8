package alan.satellite;

import java.util.Set;

/**
 * What is configured of a room.
 *
 * @param wakeWords ids of those to wait for; empty for all
 * @param interruptible whether a wake word stops what is being played
 * @param volume of the speaker, from 0 to 1
 */
record RoomSettings(Set<String> wakeWords, boolean interruptible, double volume) {
    /** Copies the set. */
    RoomSettings {
        wakeWords = Set.copyOf(wakeWords);
    }
}
