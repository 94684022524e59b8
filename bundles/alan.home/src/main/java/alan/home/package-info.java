/** Alan's voice services for Home Assistant, over the Wyoming protocol. */
package alan.home;
