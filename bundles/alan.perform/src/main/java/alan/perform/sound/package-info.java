/** How loud a sound is. */
package alan.perform.sound;
