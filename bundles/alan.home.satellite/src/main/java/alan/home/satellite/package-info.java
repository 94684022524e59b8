/** This machine's microphone and speaker as a satellite of a hub that speaks Wyoming. */
package alan.home.satellite;
