/** What is in the room: the microphone that waits for a wake word, the speaker, and what happens between them and a hub. */
package alan.satellite;
