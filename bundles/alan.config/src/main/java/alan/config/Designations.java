package alan.config;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.Designate;
import org.apache.felix.metatype.MetaData;
import org.apache.felix.metatype.MetaDataReader;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be configured at present: the OSGi Metatype of every bundle that is resolved. A bundle is read as soon as it is resolved,
 * which is before its components are configured.
 *
 * <p>It is read with Felix's own reader and not through the OSGi service {@code MetaTypeService}, whose {@code AttributeDefinition}
 * does not tell the least and the largest value.
 */
final class Designations implements BundleTrackerCustomizer<List<Designation>>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Designations.class);
    private static final int RESOLVED = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    private final BundleTracker<List<Designation>> bundles;

    /** @param context whose framework's bundles are watched until {@link #close} */
    Designations(BundleContext context) {
        bundles = new BundleTracker<>(context, RESOLVED, this);
        bundles.open();
    }

    /** {@return what a PID can be configured with; where several bundles say something, all of it} */
    Optional<Designation> find(String pid) {
        return merged(bundles.getTracked().values().stream().flatMap(List::stream).filter(each -> each.pid().equals(pid)).toList());
    }

    /** {@return every PID, in order} */
    Collection<Designation> all() {
        Collection<String> pids = new TreeSet<>();
        bundles.getTracked().values().forEach(each -> each.forEach(designation -> pids.add(designation.pid())));
        return pids.stream().flatMap(pid -> find(pid).stream()).toList();
    }

    private static Optional<Designation> merged(List<Designation> same) {
        return same.stream().reduce((one, other) -> {
            Map<String, AD> keys = new LinkedHashMap<>(other.keys());
            keys.putAll(one.keys());
            return new Designation(one.pid(), one.factory() || other.factory(), keys);
        });
    }

    @Override
    public List<Designation> addingBundle(Bundle bundle, BundleEvent event) {
        var files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        List<Designation> found = new ArrayList<>();
        for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
            try {
                found.addAll(read(file));
            } catch (IOException e) {
                LOG.warn("The configuration of bundle {} cannot be checked.", bundle.getSymbolicName(), e);
            }
        }
        return found.isEmpty() ? null : found;
    }

    /**
     * {@return what one file of a bundle describes}
     *
     * @param file metatype XML
     * @throws IOException when it is none
     */
    @SuppressWarnings("unchecked") // Felix's reader is older than generics
    static List<Designation> read(URL file) throws IOException {
        MetaData content = new MetaDataReader().parse(file);
        List<Designation> found = new ArrayList<>();
        if (content == null || content.getDesignates() == null || content.getObjectClassDefinitions() == null) {
            return found;
        }
        for (Designate designate : (List<Designate>) content.getDesignates()) {
            OCD definition = (OCD) content.getObjectClassDefinitions().get(designate.getObject().getOcdRef());
            boolean factory = designate.getFactoryPid() != null && !designate.getFactoryPid().isEmpty();
            if (definition != null) {
                Map<String, AD> keys = definition.getAttributeDefinitions();
                found.add(new Designation(factory ? designate.getFactoryPid() : designate.getPid(), factory, keys == null ? Map.of() : keys));
            }
        }
        return found;
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, List<Designation> found) {
        // What a bundle brings does not change while it stays resolved.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<Designation> found) {
        // The tracker forgets it.
    }

    @Override
    public void close() {
        bundles.close();
    }
}
