package alan.remote;

import alan.remote.EndpointException.Refusal;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What parts of the API an endpoint does without. OpenAI's newer models refuse {@code max_tokens}, {@code temperature} and {@code stop}, its newer
 * transcribers
 * {@code verbose_json}, and strict servers whatever OpenAI has not. What a server has refused by name is not sent to it again.
 */
final class Dialect {
    private static final String OPENAI = "api.openai.com";
    private static final Pattern UNKNOWN = Pattern.compile(
            "(?i)unsupported|not supported|does not support|not compatible|unrecogni[sz]ed|unknown|unexpected|extra|not permitted|not allowed"
                    + "|invalid value");

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private Dialect() {}

    /** {@return what is known beforehand} @param api address; may be {@code null} */
    static Dialect of(URI api) {
        Dialect dialect = new Dialect();
        if (api != null && OPENAI.equalsIgnoreCase(api.getHost())) {
            dialect.refused.addAll(Set.of("max_tokens", "repeat_penalty", "repetition_penalty"));
        }
        return dialect;
    }

    /** {@return whether a part of the request is understood, so far as is known} @param field name of the part */
    boolean has(String field) {
        return !refused.contains(field);
    }

    /**
     * Learns from a refusal.
     *
     * @param refusal what the server said; may be {@code null}
     * @param sent parts of the request that it could do without
     * @return whether there was something to learn, so that a second try makes sense
     */
    boolean learn(Refusal refusal, Iterable<String> sent) {
        if (refusal == null || refusal.status() != 400 && refusal.status() != 422) {
            return false;
        }
        boolean unknown = UNKNOWN.matcher(refusal.message()).find();
        boolean learnt = false;
        for (String field : sent) {
            boolean named = field.equals(refusal.parameter().replace("[]", "")) || Pattern.compile("\\b" + field + "\\b").matcher(refusal.message())
                    .find();
            learnt |= unknown && named && refused.add(field);
        }
        return learnt;
    }
}
