package alan.tts.csm.command;

import alan.api.AlanException;
import alan.api.engine.Engine;
import alan.tts.csm.tensor.BackendFactory;
import alan.tts.csm.tensor.BackendOptions;
import alan.tts.csm.tensor.Precision;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;

/**
 * The runtimes that there are.
 *
 * @param factories with their service properties
 */
record Backends(List<Map.Entry<Map<String, Object>, BackendFactory>> factories) {
    /**
     * Chooses one.
     *
     * @param name of the runtime, such as {@code onnx}; {@code null} for the one with the highest ranking
     * @return its properties and itself
     * @throws AlanException when there is none of that name
     */
    Map.Entry<Map<String, Object>, BackendFactory> choose(String name) throws AlanException {
        if (factories.isEmpty()) {
            throw new AlanException("Nothing here can compute CSM; install the bundle alan.tts.csm.onnx.");
        }
        return factories.stream()
                .filter(each -> name == null || name.equals(name(each)))
                .max(Comparator.<Map.Entry<Map<String, Object>, BackendFactory>>comparingInt(Backends::ranking).thenComparing(Backends::name))
                .orElseThrow(() -> new AlanException("There is no backend \"%s\" here; --backend may be: %s.", name,
                        factories.stream().map(Backends::name).sorted().collect(Collectors.joining(", "))));
    }

    private static int ranking(Map.Entry<Map<String, Object>, BackendFactory> factory) {
        return factory.getKey().get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    /** {@return the name of a runtime} @param factory with its service properties */
    static String name(Map.Entry<Map<String, Object>, BackendFactory> factory) {
        return String.valueOf(factory.getKey().get(Engine.BACKEND));
    }

    /**
     * {@return what is wanted of a backend}
     *
     * @param device as typed
     * @param precision as typed; {@code null} for what suits the device
     * @throws AlanException when one of them cannot be
     */
    static BackendOptions options(String device, String precision) throws AlanException {
        if (!device.matches("auto|cpu|cuda:\\d{1,3}")) {
            throw new AlanException("--device may be auto, cpu or cuda:N, such as cuda:0, and not \"%s\".", device);
        }
        Precision wanted = precision == null ? null : Precision.of(precision)
                .orElseThrow(() -> new AlanException("--precision may be fp32, bf16, fp16, int8 or int4, and not \"%s\".", precision));
        return new BackendOptions(device, wanted, 0);
    }
}
