package alan.api.tts;

import java.util.Set;

/**
 * A voice.
 *
 * @param name unique within its engine
 * @param languages that it speaks, ISO 639-1, the main one first
 * @param sampleRate of its sound, in Hz
 * @param description for people: {@code English (US), medium}
 */
public record Voice(String name, Set<String> languages, int sampleRate, String description) {}
