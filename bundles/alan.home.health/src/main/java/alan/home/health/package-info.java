/** What programs that watch over machines want to know of a node. */
package alan.home.health;
