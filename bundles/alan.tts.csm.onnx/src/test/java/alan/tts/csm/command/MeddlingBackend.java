package alan.tts.csm.command;

import alan.tts.csm.tensor.Backend;
import alan.tts.csm.tensor.Program;
import alan.tts.csm.tensor.Value;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A backend of whose depth decoder somebody else sees the results first. */
final class MeddlingBackend {
    private MeddlingBackend() {}

    /** {@return such a backend} @param backend that computes @param meddler with the outputs of each run */
    static Backend of(Backend backend, UnaryOperator<Map<String, Value>> meddler) {
        return instead(Backend.class, backend, "program",
                (name, program) -> name.equals("depth") ? depth((Program) program, meddler) : program);
    }

    @SuppressWarnings("unchecked")
    private static Program depth(Program program, UnaryOperator<Map<String, Value>> meddler) {
        return instead(Program.class, program, "run", (inputs, outputs) -> meddler.apply((Map<String, Value>) outputs));
    }

    /** {@return what does as something else does, but for what one of its methods returns} @param other with the first argument and the result */
    private static <T> T instead(Class<T> type, T of, String name, BinaryOperator<Object> other) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                Object result = method.invoke(of, arguments);
                return method.getName().equals(name) ? other.apply(arguments[0], result) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
