/** This machine's microphone and speaker as a voice satellite of Home Assistant, over ESPHome's native API. */
package alan.home.esphome;
