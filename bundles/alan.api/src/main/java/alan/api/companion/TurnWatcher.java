package alan.api.companion;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of every turn that has ended. Register it as a service. */
@ConsumerType
public interface TurnWatcher {
    /**
     * A turn has ended, well or not.
     *
     * @param record of it; called by the turn's own thread, which must not wait here
     */
    void ended(TurnRecord record);
}
