package alan.api.home;

import java.util.Optional;

/** A port on which others use the satellite, or follow it. A service, whether a port was chosen or not. */
public interface HomeFace {
    /** {@return how it stands; empty where it is not to listen} Cheap, and allowed at any time. */
    Optional<HomeStatus.Face> status();
}
