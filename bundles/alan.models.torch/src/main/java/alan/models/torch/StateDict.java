package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a PyTorch file holds, without its containers: a tensor in the dict {@code b} in the dict {@code a} is called {@code a.b.name}, and a list counts its
 * elements from 0.
 *
 * @param tensors by name
 * @param values numbers, texts, true and false, as texts, by name
 */
record StateDict(Map<String, Tensor> tensors, Map<String, String> values) {
    private static final int DEEPEST = 8;
    private static final int MOST = 200_000;
    private static final int LONGEST_NAME = 500;

    /**
     * Takes the containers away.
     *
     * @param file for messages
     * @param content what {@link Unpickler} gave
     * @return what is in it, in the order of the names
     * @throws AlanException when there is no tensor, or too much of everything
     */
    static StateDict of(Path file, Object content) throws AlanException {
        Walk walk = new Walk(file, new StateDict(new TreeMap<>(), new TreeMap<>()));
        walk.into("", content, 0);
        if (walk.found.tensors.isEmpty()) {
            throw Damage.in(file, Text.of("holds no tensors"));
        }
        return walk.found;
    }

    /** A walk through the containers, whose steps are counted: they may hold each other. */
    private static final class Walk {
        private final Path file;
        private final StateDict found;
        private int steps;

        Walk(Path file, StateDict found) {
            this.file = file;
            this.found = found;
        }

        void into(String name, Object value, int depth) throws AlanException {
            if (++steps > MOST || depth > DEEPEST || name.length() > LONGEST_NAME) {
                throw Damage.in(file, Text.of("holds more, or more deeply nested, than any model"));
            }
            if (value instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    into(below(name, entry.getKey()), entry.getValue(), depth + 1);
                }
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    into(below(name, i), list.get(i), depth + 1);
                }
            } else if (value instanceof Tensor tensor) {
                add(found.tensors, name, tensor);
            } else if (value instanceof Number || value instanceof String || value instanceof Boolean) {
                add(found.values, name, value.toString());
            }
        }

        private static String below(String name, Object key) {
            return name.isEmpty() ? key.toString() : name + "." + key;
        }

        private <T> void add(Map<String, T> to, String name, T value) throws AlanException {
            if (name.isEmpty() || name.equals("__metadata__") || to.put(name, value) != null) {
                throw Damage.in(file, Text.of("has two things of the name %s, or a name that cannot be", Damage.quoted(name)));
            }
        }
    }
}
