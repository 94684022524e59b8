/**
 * Engines, the choice between them, and the leases that keep one alive while it is used.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.4.0")
package alan.api.engine;
