package alan.api.home;

import org.osgi.annotation.versioning.ProviderType;

/** What serves a home's hub. A service, for as long as it listens or tries to. */
@ProviderType
public interface HomeServer {
    /** {@return how it stands} Cheap, and allowed at any time. */
    HomeStatus status();
}
