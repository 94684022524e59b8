package alan.devices;

import alan.api.device.Device.Gpu;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The GPUs that CUDA would see in this process.
 *
 * @param list in CUDA's order
 * @param why there is none, a sentence without a full stop; {@code null} if there is one
 */
record Gpus(List<Gpu> list, Text why) {
    private static final int MAJOR = 1000;
    private static final int MINOR = 10;

    /**
     * Asks NVML, which is closed again.
     *
     * @param source of it
     * @param visible {@code CUDA_VISIBLE_DEVICES}: what CUDA is to see, and in which order; {@code null} for everything
     */
    static Gpus read(Nvml.Source source, String visible) {
        try (Nvml nvml = source.open()) {
            List<Nvml.Card> cards = visible == null ? all(nvml) : some(nvml, visible);
            if (cards.isEmpty()) {
                return new Gpus(List.of(), visible == null ? Text.of("the NVIDIA driver knows no GPU")
                        : Text.of("CUDA_VISIBLE_DEVICES=%s hides every GPU", visible));
            }
            String driver = nvml.driver();
            String cuda = nvml.cuda() / MAJOR + "." + nvml.cuda() % MAJOR / MINOR;
            List<Gpu> gpus = new ArrayList<>();
            for (Nvml.Card card : cards) {
                gpus.add(new Gpu(gpus.size(), card.name(), card.memory(), card.free(), driver, cuda));
            }
            return new Gpus(List.copyOf(gpus), null);
        } catch (Nvml.Silent e) {
            return new Gpus(List.of(), e.why());
        }
    }

    private static List<Nvml.Card> all(Nvml nvml) throws Nvml.Silent {
        List<Nvml.Card> cards = new ArrayList<>();
        for (int i = 0; i < nvml.count(); i++) {
            cards.add(nvml.card(i));
        }
        return cards;
    }

    /** As CUDA reads it: indices or UUIDs, up to the first that is none. */
    private static List<Nvml.Card> some(Nvml nvml, String visible) throws Nvml.Silent {
        List<Nvml.Card> cards = new ArrayList<>();
        int count = nvml.count();
        for (String each : visible.split(",")) {
            String name = each.strip();
            boolean counted = name.matches("\\d{1,4}");
            Nvml.Card card = !counted ? nvml.card(name) : Integer.parseInt(name) < count ? nvml.card(Integer.parseInt(name)) : null;
            if (card == null) {
                return cards;
            }
            cards.add(card);
        }
        return cards;
    }
}
