/**
 * Engines on other machines, behind the HTTP API of OpenAI. A file {@code config/alan.remote-NAME.cfg} is one {@link alan.remote.Endpoint endpoint};
 * the three engines
 * named {@code remote} ask the endpoints that are there when a request begins, one after the other until one begins to answer.
 */
package alan.remote;
