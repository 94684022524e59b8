package alan.perform;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.voice.VoiceProfile;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The voices that there are when a performance is prepared: those of the engines, and those of people that are kept here. */
final class Cast {
    private static final int MOST_NAMES = 12;

    private final Map<String, Own> listed;
    private final Map<String, VoiceProfile> kept = new TreeMap<>();
    private final Set<String> imitators;
    private final boolean anyVoice;

    /**
     * @param listed the engines' voices by name
     * @param kept voices of people
     * @param imitators models of the engines that speak in these
     * @param anyVoice whether an engine that works does not say which voices it has
     */
    Cast(Map<String, Own> listed, Collection<VoiceProfile> kept, Set<String> imitators, boolean anyVoice) {
        this.imitators = new TreeSet<>(imitators);
        this.listed = new TreeMap<>(listed);
        kept.forEach(voice -> this.kept.put(voice.name(), voice));
        this.anyVoice = anyVoice;
    }

    /**
     * A voice of an engine's own, or of several engines.
     *
     * @param languages that it speaks; empty for any
     * @param models that it is spoken with
     */
    record Own(Set<String> languages, Set<String> models) {
        /** {@return a voice that two engines have} */
        Own or(Own other) {
            return new Own(languages.isEmpty() || other.languages.isEmpty() ? Set.of() : both(languages, other.languages), both(models, other.models));
        }

        private static Set<String> both(Set<String> one, Set<String> other) {
            Set<String> both = new TreeSet<>(one);
            both.addAll(other);
            return both;
        }
    }

    /**
     * A voice that may speak.
     *
     * @param name as its engine knows it
     * @param languages that it speaks; empty for any, or if that is not known
     * @param kept whether it is a person's
     * @param state what it consists of, as far as that may change: another text for another voice of the same name
     */
    record Role(String name, Set<String> languages, boolean kept, String state) {
        /** {@return whether it can be asked to speak a language} */
        boolean speaks(String language) {
            return languages.isEmpty() || languages.contains(language);
        }
    }

    /**
     * {@return the voice of a name, in upper or lower case}
     *
     * @param name as somebody wrote it
     * @throws AlanException when there is no such voice, or it may not speak
     */
    Role role(String name) throws AlanException {
        // As the companion does: people's voices go before those of engines.
        if (kept.containsKey(name)) {
            return allowed(kept.get(name));
        }
        if (listed.containsKey(name)) {
            Own own = listed.get(name);
            return new Role(name, own.languages(), false, new TreeSet<>(own.models()).toString());
        }
        List<String> alike = names().stream().filter(each -> each.equalsIgnoreCase(name)).toList();
        if (alike.size() == 1) {
            return role(alike.get(0));
        }
        if (anyVoice) {
            return new Role(name, Set.of(), false, "");
        }
        throw names().isEmpty()
                ? new AlanException("there is no voice %s, nor any other; alan:models lists models that have some", name)
                : new AlanException("there is no voice %s. There is: %s", name, there());
    }

    private Role allowed(VoiceProfile voice) throws AlanException {
        if (!voice.consent().isGiven()) {
            throw new AlanException("the voice %s may not speak, since there is no valid consent; alan:voice-consent %s asks for one", voice.name(),
                    voice.name());
        }
        String state = voice.created() + " " + voice.segments() + " " + voice.pinned() + " " + imitators;
        return new Role(voice.name(), voice.languages(), true, state);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(listed.keySet());
        names.addAll(kept.keySet());
        return names;
    }

    private Text there() {
        Set<String> names = names();
        String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? Text.of("%s", some) : Text.of("%s, … (alan:voices lists all %d)", some, names.size());
    }

    /** {@return the code of a language as somebody wrote it: {@code es} for {@code es-MX}; {@code null} for nothing} */
    static String code(String language) {
        return language == null || language.isBlank() ? null : language.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    }
}
