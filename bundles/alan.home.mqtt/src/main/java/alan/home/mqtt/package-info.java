/** A node as a device in Home Assistant, by MQTT discovery. */
package alan.home.mqtt;
