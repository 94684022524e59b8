package alan.models.torch;

import alan.api.AlanException;
import alan.api.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle of nothing but dicts, lists, tuples, numbers, texts and tensors.
 *
 * <p>A pickle is a program for a stack machine, which in Python calls whatever function the file names. This machine knows neither functions nor
 * classes: of the instructions those alone that build containers, and of the names those alone that {@link TorchValues} takes for a value. Anything else ends
 * the reading with a sentence. The instructions are those of Python's {@code pickletools}; protocols 2 to 5.
 */
final class Unpickler {
    /** A model with 10,000 tensors takes 400,000. */
    private static final int MOST_INSTRUCTIONS = 500_000;

    /** Stands for {@code None}, which maps and lists of Java would not all take. */
    static final Object NONE = new Object() {
        @Override
        public String toString() {
            return "None";
        }
    };

    private static final Object MARK = new Object();

    private final PickleInput in;
    private final TorchValues values;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private Unpickler(PickleInput in, TorchValues values) {
        this.in = in;
        this.values = values;
    }

    /**
     * Reads one pickle.
     *
     * @param in at its first byte; afterwards at the byte after its last
     * @param values what names and persistent ids stand for
     * @return Map, List, Number, String, Boolean, {@link #NONE}, {@link Tensor} or {@link Storage}. It may hold itself, and what it holds many times over
     *     takes no more room for it: whoever walks through it counts his steps
     * @throws AlanException when it is anything else
     */
    static Object read(PickleInput in, TorchValues values) throws AlanException, IOException {
        return new Unpickler(in, values).run();
    }

    private Object run() throws AlanException, IOException {
        for (int i = 0; i < MOST_INSTRUCTIONS; i++) {
            int instruction = in.u8();
            if (instruction == '.') {
                Object result = pop();
                if (!stack.isEmpty()) {
                    throw broken();
                }
                return result;
            }
            if (!literal(instruction) && !container(instruction) && !memory(instruction) && !value(instruction)) {
                throw Damage.in(in.file(), Text.of(
                        "holds the pickle instruction 0x%s, which no file of tensors needs and which Alan does not carry out", Integer.toHexString(instruction)));
            }
        }
        throw Damage.in(in.file(), Text.of("describes more than any model has"));
    }

    private boolean literal(int instruction) throws AlanException, IOException {
        switch (instruction) {
            case 0x80 -> version(in.u8());
            case 0x95 -> in.unsigned(8); // the length of what follows, for those who want to read ahead
            case 'N' -> push(NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push(in.unsigned(1));
            case 'M' -> push(in.unsigned(2));
            case 'J' -> push((long) in.i32());
            case 0x8a -> push(in.integer());
            case 'G' -> push(in.f64());
            case 0x8c -> push(in.text(in.unsigned(1), StandardCharsets.UTF_8));
            case 'X' -> push(in.text(in.unsigned(4), StandardCharsets.UTF_8));
            case 'U' -> push(in.oldText(in.unsigned(1)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void version(int version) throws AlanException {
        if (version < 2 || version > 5) {
            throw Damage.in(in.file(), Text.of("is a pickle of version %s, and Alan reads versions 2 to 5", version));
        }
    }

    private boolean container(int instruction) throws AlanException, IOException {
        switch (instruction) {
            case '(' -> push(MARK);
            case '}' -> push(new LinkedHashMap<>());
            case ']' -> push(new ArrayList<>());
            case ')' -> push(List.of());
            case 't' -> push(List.copyOf(sinceMark()));
            case 0x85 -> push(List.of(pop()));
            case 0x86 -> push(List.copyOf(last(2)));
            case 0x87 -> push(List.copyOf(last(3)));
            case 'a' -> append(last(1));
            case 'e' -> append(sinceMark());
            case 's' -> put(last(2));
            case 'u' -> put(sinceMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memory(int instruction) throws AlanException, IOException {
        switch (instruction) {
            case 'q' -> memo.put(in.unsigned(1), top());
            case 'r' -> memo.put(in.unsigned(4), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> remembered(in.unsigned(1));
            case 'j' -> remembered(in.unsigned(4));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean value(int instruction) throws AlanException, IOException {
        switch (instruction) {
            case 'c' -> push(values.global(in.line() + "." + in.line()));
            case 0x93 -> {
                List<Object> name = last(2);
                push(values.global(name.get(0) + "." + name.get(1)));
            }
            case 'Q' -> push(values.persistent(pop()));
            case 'R' -> {
                List<Object> call = last(2);
                push(values.made(call.get(0), call.get(1)));
            }
            case 'b' -> {
                // PyTorch gives its state dicts an attribute with the versions of the modules; it is all that may be set.
                if (!(pop() instanceof Map) || !(top() instanceof Map)) {
                    throw Damage.in(in.file(), Text.of("sets the state of an object, which no file of tensors needs and which Alan does not carry out"));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() throws AlanException {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
            throw broken();
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws AlanException {
        Object value = top();
        stack.remove(stack.size() - 1);
        return value;
    }

    private List<Object> last(int count) throws AlanException {
        Object[] values = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            values[i] = pop();
        }
        return List.of(values);
    }

    private List<Object> sinceMark() throws AlanException {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw broken();
        }
        List<Object> values = List.copyOf(stack.subList(mark + 1, stack.size()));
        stack.subList(mark, stack.size()).clear();
        return values;
    }

    private void remembered(long key) throws AlanException {
        Object value = memo.get(key);
        if (value == null) {
            throw broken();
        }
        push(value);
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> added) throws AlanException {
        if (!(top() instanceof ArrayList<?> list)) {
            throw broken();
        }
        ((ArrayList<Object>) list).addAll(added);
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> keysAndValues) throws AlanException {
        if (!(top() instanceof Map<?, ?> map) || keysAndValues.size() % 2 != 0) {
            throw broken();
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            // A container for a key would be asked for its hash, which never ends for one that holds itself.
            if (!(key instanceof String || key instanceof Number)) {
                throw Damage.in(in.file(), Text.of("has a dict whose keys are neither texts nor numbers"));
            }
            ((Map<Object, Object>) map).put(key, keysAndValues.get(i + 1));
        }
    }

    private AlanException broken() {
        return Damage.in(in.file(), Text.of("is damaged: its description makes no sense at %s", in.position()));
    }
}
