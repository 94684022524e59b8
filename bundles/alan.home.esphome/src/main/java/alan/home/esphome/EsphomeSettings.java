package alan.home.esphome;

import alan.api.home.AllowList;
import alan.esphome.EsphomeDevice;
import alan.esphome.EsphomeKey;
import java.net.InetAddress;

/**
 * What is configured.
 *
 * @param address to listen on
 * @param port likewise; 0 for any that is free
 * @param allow who may connect
 * @param device what is said of this one
 * @param key that a hub must have; {@code null} for none
 */
record EsphomeSettings(InetAddress address, int port, AllowList allow, EsphomeDevice device, EsphomeKey key) {}
