package alan.devices;

import alan.api.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** GPUs that a test makes up. */
final class ScriptedNvml implements Nvml, Nvml.Source {
    /** By UUID. */
    final Map<String, Card> cards = new LinkedHashMap<>();
    Text silent;
    int opened;
    int closed;

    @Override
    public Nvml open() throws Silent {
        if (silent != null) {
            throw new Silent(silent, null);
        }
        opened++;
        return this;
    }

    @Override
    public String driver() {
        return "550.54.15";
    }

    @Override
    public int cuda() {
        return 12040;
    }

    @Override
    public int count() {
        return cards.size();
    }

    @Override
    public Card card(int index) {
        return List.copyOf(cards.values()).get(index);
    }

    @Override
    public Card card(String uuid) {
        return cards.get(uuid);
    }

    @Override
    public void close() {
        closed++;
    }
}
