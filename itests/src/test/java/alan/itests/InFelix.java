package alan.itests;

import alan.api.AlanException;
import alan.api.companion.Turn;
import alan.api.companion.TurnEvent;
import alan.api.companion.TurnRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** What tests inside the framework have in common. */
public abstract class InFelix {
    /** Longer than anything takes on a busy two-core machine; a test that waits so long has failed. */
    private static final long PATIENCE_MILLIS = 60_000;

    @Inject
    protected BundleContext context;

    protected Bundle bundle(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("no bundle " + symbolicName);
    }

    /** {@return a service, waiting for it} */
    protected <S> S service(Class<S> type) {
        return service(type, null);
    }

    /** {@return the service of the highest rank that matches, waiting for one} */
    protected <S> S service(Class<S> type, String filter) {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < end) {
            try {
                // The framework lists them in no order.
                List<ServiceReference<S>> references = new ArrayList<>(context.getServiceReferences(type, filter));
                references.sort(Comparator.reverseOrder());
                for (ServiceReference<S> reference : references) {
                    S service = context.getService(reference);
                    if (service != null) {
                        return service;
                    }
                }
            } catch (InvalidSyntaxException e) {
                throw new IllegalArgumentException(e);
            }
            pause();
        }
        throw new AssertionError("no service " + type.getName() + (filter == null ? "" : " with " + filter) + "\n" + diagnosis());
    }

    /** {@return which bundles are not active, and which components wait for what} */
    private String diagnosis() {
        StringBuilder text = new StringBuilder();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() != Bundle.ACTIVE && bundle.getHeaders().get("Fragment-Host") == null) {
                text.append("not active: ").append(bundle).append('\n');
            }
        }
        ServiceReference<ServiceComponentRuntime> reference = context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) {
            return text.append("no component runtime").toString();
        }
        ServiceComponentRuntime runtime = context.getService(reference);
        runtime.getComponentDescriptionDTOs().forEach(description -> runtime.getComponentConfigurationDTOs(description).forEach(component -> {
            for (var unsatisfied : component.unsatisfiedReferences) {
                text.append(description.name).append(" waits for ").append(unsatisfied.name).append(' ').append(unsatisfied.target).append('\n');
            }
            if (component.failure != null) {
                text.append(description.name).append(" failed: ").append(component.failure).append('\n');
            }
        }));
        return text.toString();
    }

    protected static void await(String what, BooleanSupplier condition) {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What came out of a turn. */
    protected record Outcome(TurnRecord record, int samples) {}

    /** Pulls a turn to its end. */
    protected static Outcome complete(Turn turn) throws AlanException {
        int samples = 0;
        try (turn) {
            for (TurnEvent event = turn.next(); event != null; event = turn.next()) {
                if (event instanceof TurnEvent.Spoken spoken) {
                    samples += spoken.sound().samples().length;
                }
            }
        }
        return new Outcome(turn.record(), samples);
    }
}
