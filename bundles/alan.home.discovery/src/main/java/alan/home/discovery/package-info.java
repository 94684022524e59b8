/** Being found in the network: what this node serves is announced by multicast DNS (RFC 6762) as DNS-SD has it (RFC 6763). */
package alan.home.discovery;
