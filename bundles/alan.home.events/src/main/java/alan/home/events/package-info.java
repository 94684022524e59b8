/**
 * What the satellite is doing, for lights, displays and buttons, over a WebSocket: events and commands by the names of linux-voice-assistant's peripheral API, so that what
 * was made for that one works with this one.
 */
package alan.home.events;
