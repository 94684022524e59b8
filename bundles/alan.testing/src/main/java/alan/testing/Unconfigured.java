package alan.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** Makes components as Declarative Services would where nobody has configured anything. */
public final class Unconfigured {
    private Unconfigured() {}

    /**
     * {@return a component with nothing configured}
     *
     * @param component whose constructor takes its configuration last
     * @param first what it takes before that
     */
    public static <E> E of(Class<E> component, Object... first) {
        for (Constructor<?> constructor : component.getConstructors()) {
            Class<?>[] types = constructor.getParameterTypes();
            if (types.length == first.length + 1 && types[first.length].isAnnotation()) {
                Class<?> config = types[first.length];
                Object[] arguments = Arrays.copyOf(first, types.length);
                arguments[first.length] = Proxy.newProxyInstance(config.getClassLoader(), new Class<?>[] {config},
                        (proxy, method, none) -> method.getDefaultValue());
                try {
                    return component.cast(constructor.newInstance(arguments));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalArgumentException(component + " has no configuration");
    }
}
