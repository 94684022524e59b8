package alan.remote;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sample rates that endpoints have spoken with, which nobody knows before. */
final class RateMemory {
    /** OpenAI's, Kokoro's, and that of most others. */
    static final int USUAL = 24_000;

    private final Map<String, Integer> rates = new ConcurrentHashMap<>();

    void put(Endpoint endpoint, int rate) {
        rates.put(endpoint.settings().name(), rate);
    }

    /** {@return the rate of an endpoint's last speech, in Hz; before that, as configured or usual} */
    int of(EndpointSettings settings) {
        return rates.getOrDefault(settings.name(), settings.pcmRate() == 0 ? USUAL : settings.pcmRate());
    }
}
