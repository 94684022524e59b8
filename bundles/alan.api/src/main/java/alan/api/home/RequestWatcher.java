package alan.api.home;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of every request to the voice services that has ended. Register it as a service. */
@ConsumerType
public interface RequestWatcher {
    /**
     * A request has ended, well or not.
     *
     * @param request as it went; told by the thread that served it, which must not wait here
     */
    void ended(HomeStatus.Request request);
}
