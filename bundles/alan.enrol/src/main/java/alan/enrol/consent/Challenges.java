package alan.enrol.consent;

import alan.api.AlanException;
import alan.api.text.Text;
import alan.api.voice.Enrolment.Challenge;
import alan.enrol.text.Lists;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Sentences that are to be read, each for one reading. They live in memory only: a restart makes all of them void.
 *
 * <p>Five of more than 160 words give 36 bits, so nobody has a recording of the right ones.
 */
public final class Challenges {
    /** How long a sentence is good. */
    public static final Duration GOOD_FOR = Duration.ofMinutes(10);

    static final int WORDS = 5;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Map<String, Posed> posed = new HashMap<>();

    /**
     * A sentence with what nobody can know before.
     *
     * @param challenge as the reader sees it
     * @param words its random words, in order
     */
    public record Posed(Challenge challenge, List<String> words) {}

    /** @param clock tells when a sentence is no longer good */
    public Challenges(Clock clock) {
        this.clock = clock;
    }

    /**
     * {@return a new sentence}
     *
     * @param voice whose use it allows
     * @param language to read in
     * @throws AlanException when there is none in that language
     */
    public synchronized Challenge pose(String voice, Locale language) throws AlanException {
        List<String> all = new ArrayList<>(Lists.words(language));
        List<String> words = new ArrayList<>();
        while (words.size() < WORDS) {
            words.add(all.remove(random.nextInt(all.size())));
        }
        Instant now = clock.instant();
        // Kept for a while after it has expired, so that a late reader is told so.
        posed.values().removeIf(each -> each.challenge().expires().plus(GOOD_FOR).isBefore(now));
        Challenge challenge = new Challenge(UUID.randomUUID().toString(), voice, sentence(voice, words).say(language), language, now.plus(GOOD_FOR));
        posed.put(challenge.id(), new Posed(challenge, List.copyOf(words)));
        return challenge;
    }

    private static Text sentence(String voice, List<String> words) {
        return Text.of("It is my own voice that is called %s, and I allow this Alan to speak with it. Today I say: %s, %s, %s, %s and %s.",
                voice.replaceAll("[-_]+", " "), words.get(0), words.get(1), words.get(2), words.get(3), words.get(4));
    }

    /**
     * Takes a sentence back that has been read. It is void then, whatever becomes of the reading.
     *
     * @param challenge as it was posed
     * @return what was posed
     * @throws AlanException when it was not, or was taken back before, or is too old
     */
    public synchronized Posed take(Challenge challenge) throws AlanException {
        Posed known = posed.get(challenge.id());
        if (known == null || !known.challenge().equals(challenge)) {
            throw new AlanException("This sentence was read before, or is none of this Alan's; ask for a new one.");
        }
        posed.remove(challenge.id());
        if (clock.instant().isAfter(challenge.expires())) {
            throw new AlanException("The sentence was good for %d minutes, which are over; ask for a new one.", GOOD_FOR.toMinutes());
        }
        return known;
    }
}
