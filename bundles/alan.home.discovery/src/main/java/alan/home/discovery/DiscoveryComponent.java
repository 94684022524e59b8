package alan.home.discovery;

import alan.api.home.Announcement;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Announces whatever announcements there are. */
@Component(name = "alan.home.discovery", immediate = true, service = {})
public final class DiscoveryComponent {
    private final Announcer announcer = new Announcer(Networks::of);

    /** Called by Declarative Services. */
    @Activate
    public DiscoveryComponent() {}

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void add(Announcement announcement) {
        announcer.add(announcement);
    }

    void remove(Announcement announcement) {
        announcer.remove(announcement);
    }

    @Deactivate
    void deactivate() {
        announcer.close();
    }
}
