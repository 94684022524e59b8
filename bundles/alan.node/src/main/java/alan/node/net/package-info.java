/** What servers on TCP ports have in common. */
package alan.node.net;
