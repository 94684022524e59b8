package alan.home.satellite;

import alan.api.home.AllowList;
import java.net.InetAddress;

/**
 * What is configured.
 *
 * @param address to listen on
 * @param port likewise; 0 for any that is free
 * @param allow who may connect
 * @param name of the satellite, for people
 * @param version of Alan
 */
record SatelliteSettings(InetAddress address, int port, AllowList allow, String name, String version) {}
