package alan.home;

import alan.api.home.HomeFace;
import alan.api.home.HomeStatus;
import alan.api.satellite.Satellite;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this process has of a satellite, told with the services.
 *
 * @param all its faces, also those that are not to listen
 * @param satellite gives {@code null} where there is none
 */
record Faces(Supplier<List<HomeFace>> all, Supplier<Satellite> satellite) {
    /** {@return how those stand that are to listen} */
    List<HomeStatus.Face> open() {
        return all.get().stream().map(HomeFace::status).flatMap(Optional::stream).sorted(Comparator.comparing(HomeStatus.Face::name)).toList();
    }

    /** {@return how a server stands, and how the satellite does, if somebody can reach it} @param server without that */
    HomeStatus with(HomeStatus server) {
        List<HomeStatus.Face> open = open();
        Satellite here = satellite.get();
        return server.with(open, open.isEmpty() || here == null ? null : here.status());
    }
}
