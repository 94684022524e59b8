package alan.shell;

import alan.api.config.ConfigCheck;
import alan.api.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/** What is wrong with the configuration, where there is somebody who knows. */
final class ConfigProblems {
    private static final long PATIENCE_MS = 5000;
    private static final long POLL_MS = 20;

    private ConfigProblems() {}

    /**
     * {@return what is wrong at present} Waits a moment for every {@link ConfigCheck} that a bundle has announced, and for those that look when the node has started. So the framework's thread,
     * which tells them that, must not ask.
     *
     * @param context of this bundle
     * @throws InterruptedException when the wait is interrupted
     */
    static List<Text> find(BundleContext context) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        while ((checks(context).size() < announced(context) || all(context, check -> List.of(check.hasLooked())).contains(false)) && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MS);
        }
        return all(context, ConfigCheck::problems);
    }

    private static <T> List<T> all(BundleContext context, Function<ConfigCheck, List<T>> question) {
        List<T> answers = new ArrayList<>();
        for (ServiceReference<ConfigCheck> reference : checks(context)) {
            ConfigCheck check = context.getService(reference);
            if (check != null) {
                answers.addAll(question.apply(check));
                context.ungetService(reference);
            }
        }
        return answers;
    }

    private static Collection<ServiceReference<ConfigCheck>> checks(BundleContext context) {
        try {
            return context.getServiceReferences(ConfigCheck.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter that could be wrong", e);
        }
    }

    /**
     * Prints what is wrong on standard error, a line each, and in the last of them what comes of it.
     *
     * @param context of this bundle
     * @param refused whether nothing is done because of it; otherwise all goes on
     * @return what there was
     * @throws InterruptedException when the wait is interrupted
     */
    static List<Text> print(BundleContext context, boolean refused) throws InterruptedException {
        List<Text> problems = find(context);
        for (int i = 0; i < problems.size() - 1; i++) {
            Failures.print(new CommandFailed(problems.get(i)));
        }
        if (!problems.isEmpty()) {
            Text last = problems.get(problems.size() - 1);
            Failures.print(new CommandFailed(refused ? Text.of("%s Nothing was done.", last) : Text.of("%s Alan goes on all the same.", last)));
        }
        return problems;
    }

    // bnd writes the services of a bundle's components into its manifest.
    private static long announced(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .flatMap(revision -> revision.getDeclaredCapabilities("osgi.service").stream())
                .map(capability -> capability.getAttributes().get("objectClass"))
                .filter(names -> names instanceof Collection<?> all && all.contains(ConfigCheck.class.getName()))
                .count();
    }
}
