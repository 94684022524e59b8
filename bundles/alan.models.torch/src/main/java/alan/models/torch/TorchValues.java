package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the names in a PyTorch pickle stand for here. This is the whole list: the classes of storages, the ordered dict, and the two functions that make a tensor and a
 * parameter ({@code torch/_utils.py} of PyTorch 2.8). None of them is called; the arguments are taken for what they describe.
 */
final class TorchValues {
    private static final String ORDERED_DICT = "collections.OrderedDict";
    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final int MOST_DIMENSIONS = 8;

    private final Path file;
    private final Map<String, Storage> storages = new LinkedHashMap<>();

    /** @param name such as {@code torch.FloatStorage} */
    private record Global(String name) {}

    /** @param file for messages */
    TorchValues(Path file) {
        this.file = file;
    }

    /** {@return the storages that were spoken of, by key} */
    Map<String, Storage> storages() {
        return storages;
    }

    /** {@return what a name stands for} @param name with its module */
    Object global(String name) throws AlanException {
        boolean known = name.equals(ORDERED_DICT) || name.equals(TENSOR) || name.equals(PARAMETER) || ElementType.of(name).isPresent();
        if (!known) {
            throw Damage.in(file, Text.of("asks for %s, which is none of the few things that a file of tensors needs, so Alan does not read it",
                    Damage.quoted(name)));
        }
        return new Global(name);
    }

    /**
     * {@return the storage of a persistent id}
     *
     * @param id a tuple: {@code "storage"}, its class, its key, the device that it was on, how many elements it has, and in old files {@code None}
     */
    Storage persistent(Object id) throws AlanException {
        boolean fits = id instanceof List<?> tuple
                && (tuple.size() == 5 || tuple.size() == 6 && tuple.get(5) == Unpickler.NONE)
                && "storage".equals(tuple.get(0));
        if (!fits || !(((List<?>) id).get(1) instanceof Global type) || !(((List<?>) id).get(2) instanceof String key)) {
            throw Damage.in(file, Text.of("speaks of something outside of it that is no storage of numbers"));
        }
        ElementType element = ElementType.of(type.name()).orElseThrow(() -> Damage.in(file, Text.of("has a storage of something else than numbers")));
        long count = number(((List<?>) id).get(4));
        if (count > Long.MAX_VALUE / Long.BYTES) {
            throw Damage.in(file, Text.of("claims to hold %s numbers in one storage", count));
        }
        Storage storage = new Storage(element, key, count);
        Storage before = storages.putIfAbsent(key, storage);
        if (before != null && !before.equals(storage)) {
            throw Damage.in(file, Text.of("says two different things of its storage %s", Damage.quoted(key)));
        }
        return storage;
    }

    /** {@return what a function would make} @param function what {@link #global} gave @param arguments a tuple */
    Object made(Object function, Object arguments) throws AlanException {
        if (function instanceof Global global && arguments instanceof List<?> given) {
            if (global.name().equals(ORDERED_DICT) && given.isEmpty()) {
                return new LinkedHashMap<>();
            }
            // Storage, offset, shape, strides, whether it is trained, hooks, and since 2.2 more about it.
            if (global.name().equals(TENSOR) && (given.size() == 6 || given.size() == 7) && given.get(0) instanceof Storage storage) {
                return tensor(storage, number(given.get(1)), numbers(given.get(2)), numbers(given.get(3)));
            }
            if (global.name().equals(PARAMETER) && given.size() == 3 && given.get(0) instanceof Tensor tensor) {
                return tensor;
            }
        }
        throw Damage.in(file, Text.of("calls something in a way that no file of tensors does"));
    }

    private Tensor tensor(Storage storage, long offset, List<Long> shape, List<Long> strides) throws AlanException {
        if (shape.size() != strides.size() || shape.size() > MOST_DIMENSIONS) {
            throw Damage.in(file, Text.of("has a tensor of %s dimensions and %s strides", shape.size(), strides.size()));
        }
        try {
            long elements = 1;
            long last = offset;
            for (int i = 0; i < shape.size(); i++) {
                elements = Math.multiplyExact(elements, shape.get(i));
                last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(i) - 1), strides.get(i)));
            }
            // A stride of 0 repeats elements, with which a short file could ask for any size.
            if (elements > storage.elements() || elements > 0 && last >= storage.elements()) {
                throw Damage.in(file, Text.of("has a tensor that does not lie within its storage %s", Damage.quoted(storage.key())));
            }
        } catch (ArithmeticException e) {
            throw Damage.in(file, Text.of("has a tensor larger than any file"));
        }
        return new Tensor(storage, offset, shape, strides);
    }

    private List<Long> numbers(Object value) throws AlanException {
        if (!(value instanceof List<?> list)) {
            throw Damage.in(file, Text.of("has a tensor whose shape is no list of numbers"));
        }
        Long[] numbers = new Long[Math.min(list.size(), MOST_DIMENSIONS + 1)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(list.get(i));
        }
        return List.of(numbers);
    }

    private long number(Object value) throws AlanException {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw Damage.in(file, Text.of("has a size that is no whole number, or less than 0"));
    }
}
